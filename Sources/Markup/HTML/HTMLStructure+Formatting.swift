/// Formatting elements across blocks: WHATWG HTML §13.2.4.3 and the adoption agency algorithm of
/// §13.2.6.4.7.
extension HTMLStructure {
  /// Formatting elements that are remembered at a time; pages that open more lose the oldest.
  static let activeLimit = 48

  mutating func activate(_ node: Int32) {
    // At most three alike since the last marker (the "Noah's Ark" clause), by name.
    var alike = 0
    var oldest = -1
    var place = active.count - 1
    while place >= 0, active[place] >= 0 {
      if name(active[place]) == name(node), isAlike(active[place], node) {
        alike += 1
        oldest = place
      }
      place -= 1
    }
    if alike >= 3 { active.remove(at: oldest) }
    if active.count >= Self.activeLimit { active.removeFirst() }
    active.append(node)
  }

  private func isAlike(_ one: Int32, _ other: Int32) -> Bool {
    let left = builder.records[Int(one)]
    let right = builder.records[Int(other)]
    let count = left.attributesEnd - left.attributesStart
    guard count == right.attributesEnd - right.attributesStart else { return false }
    for offset in 0..<Int(count) {
      let first = builder.attributes[Int(left.attributesStart) + offset]
      let second = builder.attributes[Int(right.attributesStart) + offset]
      if first.name != second.name || first.end - first.start != second.end - second.start {
        return false
      }
    }
    return true
  }

  mutating func clearToMarker() {
    while let last = active.popLast(), last >= 0 {}
  }

  /// Opens again, in the current block, what an earlier block cut off.
  mutating func reopenFormatting() throws(MarkupError) {
    guard let last = active.last, last >= 0, !isOnStack(last) else { return }
    var place = active.count - 1
    while place > 0, active[place - 1] >= 0, !isOnStack(active[place - 1]) { place -= 1 }
    while place < active.count {
      guard repairBudget > 0 else {
        // Too much was never closed: it ends with its block.
        active.removeSubrange(place...)
        return
      }
      repairBudget -= 1
      active[place] = try reopen(active[place])
      place += 1
    }
  }

  private mutating func reopen(_ node: Int32) throws(MarkupError) -> Int32 {
    if stack.count >= builder.limits.depth { pop() }
    let copy = try clone(node, in: current)
    push(copy)
    return copy
  }

  private mutating func clone(_ node: Int32, in parent: Int32) throws(MarkupError) -> Int32 {
    let record = builder.records[Int(node)]
    let copy = try builder.element(
      NameID(rawValue: record.name), in: parent, attributesStart: record.attributesStart)
    builder.records[Int(copy)].attributesEnd = record.attributesEnd
    return copy
  }

  private func isOnStack(_ node: Int32) -> Bool {
    stack.lastIndex(of: node) != nil
  }

  /// A start tag that cannot stand inside its like ends the open one.
  mutating func closeActive(_ name: NameID) {
    var place = active.count - 1
    while place >= 0, active[place] >= 0 {
      let node = active[place]
      if self.name(node) == name {
        active.remove(at: place)
        if let open = stack.lastIndex(of: node) {
          if isPhraseOnly(above: open) { close(from: open) } else { removeFromStack(at: open) }
        }
        return
      }
      place -= 1
    }
  }

  private func isPhraseOnly(above place: Int) -> Bool {
    !stack[(place + 1)...].contains { traits(name($0)).contains(.special) }
  }

  /// The end tag of a formatting element, well nested or not.
  mutating func adopt(_ name: NameID) throws(MarkupError) {
    if self.name(current) == name, !active.contains(current) {
      pop()
      return
    }
    for _ in 0..<8 {
      var place = active.count - 1
      while place >= 0, active[place] >= 0, self.name(active[place]) != name { place -= 1 }
      guard place >= 0, active[place] >= 0 else { return endPhrase(name) }
      let element = active[place]
      guard let open = stack.lastIndex(of: element) else {
        active.remove(at: place)
        return
      }
      guard isInScope(open) else { return }
      guard
        let furthest = stack[(open + 1)...].firstIndex(where: {
          traits(self.name($0)).contains(.special)
        })
      else {
        close(from: open)
        if place < active.count, active[place] == element { active.remove(at: place) }
        return
      }
      guard repairBudget > 0 else {
        // Too much is misnested to move it: the element just ends here.
        removeFromStack(at: open)
        active.remove(at: place)
        return
      }
      try rehang(element, open: open, furthest: furthest, place: place)
    }
  }

  private func isInScope(_ place: Int) -> Bool {
    !stack[(place + 1)...].contains { traits(name($0)).contains(.scope) }
  }

  /// One round: the block goes out of the formatting element, whose copy goes into the block.
  private mutating func rehang(
    _ element: Int32, open: Int, furthest: Int, place: Int
  ) throws(MarkupError) {
    let block = stack[furthest]
    let ancestor = open > 0 ? stack[open - 1] : 0
    var bookmark = place
    var last = block
    var at = furthest
    var rounds = 0
    while true {
      rounds += 1
      at -= 1
      let node = stack[at]
      if node == element { break }
      var listed = active.lastIndex(of: node)
      if rounds > 3, let index = listed {
        active.remove(at: index)
        if index < bookmark { bookmark -= 1 }
        listed = nil
      }
      guard let index = listed else {
        removeFromStack(at: at)
        continue
      }
      let copy = try clone(node, in: ancestor)
      active[index] = copy
      stack[at] = copy
      if last == block { bookmark = index + 1 }
      builder.move(last, toEndOf: copy)
      last = copy
      repairBudget -= 2
    }
    builder.move(last, toEndOf: ancestor)
    let copy = try clone(element, in: block)
    builder.detach(copy)
    repairBudget -= 8 + builder.moveChildren(of: block, to: copy)
    builder.move(copy, toEndOf: block)
    if let old = active.lastIndex(of: element) {
      active.remove(at: old)
      if old < bookmark { bookmark -= 1 }
    }
    active.insert(copy, at: min(bookmark, active.count))
    if let old = stack.lastIndex(of: element) { removeFromStack(at: old) }
    let after = (stack.lastIndex(of: block) ?? stack.count - 1) + 1
    stack.insert(copy, at: after)
    let index = Int(builder.records[Int(copy)].name)
    if index < openCount.count { openCount[index] += 1 }
  }
}
