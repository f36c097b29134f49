/// Which tags close what: WHATWG HTML §13.2.6.4.7 and the table modes.
extension HTMLStructure {
  /// Closes what the start of an element ends, and opens what it needs around it.
  mutating func prepare(_ name: NameID, _ traits: ElementTraits) throws(MarkupError) {
    if traits.contains(.closesParagraph), isOpen(.p), let place = place(of: .p, within: .button) {
      close(from: place)
    }
    switch name {
    case .li: closeItem(.li, .li)
    case .dd, .dt: closeItem(.dd, .dt)
    case .h1, .h2, .h3, .h4, .h5, .h6:
      if isHeading(self.name(current)) { pop() }
    case .option:
      if isCurrent(.option) { pop() }
    case .optgroup:
      if isCurrent(.option) { pop() }
      if isCurrent(.optgroup) { pop() }
    case .rb, .rp, .rt, .rtc:
      if isOpen(.ruby) { popImplied(except: name == .rp || name == .rt ? .rtc : nil) }
    case .select:
      if isOpen(.select), let place = place(of: .select, within: nil) { close(from: place) }
    case .button:
      if isOpen(.button), let place = place(of: .button, within: nil) { close(from: place) }
    case .a: closeActive(.a)
    case .nobr: closeActive(.nobr)
    case .table, .caption, .colgroup, .col, .tbody, .thead, .tfoot, .tr, .td, .th:
      try prepareTable(name)
    default: break
    }
  }

  mutating func end(_ name: NameID) throws(MarkupError) {
    let traits = traits(name)
    switch name {
    case .html, .body: return
    case .head: return closeHead()
    case .br:
      _ = try start(.br, attributesStart: Int32(builder.attributes.count), isSelfClosing: false)
      return
    default: break
    }
    if isHeading(name) {
      if let place = headingPlace() { close(from: place) }
      return
    }
    guard isOpen(name) else { return }
    if traits.contains(.formatting) { return try adopt(name) }
    if name == .form {
      if let place = stack.lastIndex(where: { self.name($0) == .form }) {
        popImplied(except: nil)
        if place < stack.count { removeFromStack(at: place) }
      }
      return
    }
    if !traits.contains(.special) { return endPhrase(name) }
    let boundary: NameID? = name == .p ? .button : (name == .li ? .ul : nil)
    let isOfTable = isTablePart(name)
    let found = isOfTable ? tablePlace(of: name) : place(of: name, within: boundary)
    if let found { close(from: found) }
  }

  /// Closes the nearest element of a name unless a block stands between.
  mutating func endPhrase(_ name: NameID) {
    var place = stack.count - 1
    while place >= 0 {
      let open = self.name(stack[place])
      if open == name { return close(from: place) }
      if traits(open).contains(.special) { return }
      place -= 1
    }
  }

  /// Pops everything from a place of the stack on, and the markers set inside.
  mutating func close(from place: Int) {
    while stack.count > place {
      let node = pop()
      if isMarker(name(node)) { clearToMarker() }
    }
  }

  private func isCurrent(_ name: NameID) -> Bool { self.name(current) == name }

  private func isHeading(_ name: NameID) -> Bool {
    name.rawValue >= NameID.h1.rawValue && name.rawValue <= NameID.h6.rawValue
  }

  /// The place of an open element in scope; `within` names one more boundary: `button` for
  /// paragraphs, `ul` for list items.
  func place(of name: NameID, within boundary: NameID?) -> Int? {
    var place = stack.count - 1
    while place >= 0 {
      let open = self.name(stack[place])
      if open == name { return place }
      if traits(open).contains(.scope) { return nil }
      if let boundary, open == boundary || (boundary == .ul && open == .ol) { return nil }
      place -= 1
    }
    return nil
  }

  private func headingPlace() -> Int? {
    var place = stack.count - 1
    while place >= 0 {
      let open = name(stack[place])
      if isHeading(open) { return place }
      if traits(open).contains(.scope) { return nil }
      place -= 1
    }
    return nil
  }

  /// An item ends the item before it, unless a list or block stands between.
  private mutating func closeItem(_ one: NameID, _ other: NameID) {
    guard isOpen(one) || isOpen(other) else { return }
    var place = stack.count - 1
    while place >= 0 {
      let open = name(stack[place])
      if open == one || open == other {
        close(from: place)
        return
      }
      if traits(open).contains(.special), open != .address, open != .div, open != .p { return }
      place -= 1
    }
  }

  private mutating func popImplied(except kept: NameID?) {
    while let node = stack.last, traits(name(node)).contains(.impliedEnd), name(node) != kept {
      pop()
    }
  }

  mutating func leaveForeign() {
    guard let place = stack.firstIndex(where: { name($0) == .svg || name($0) == .math }) else {
      return
    }
    close(from: place)
  }

  // MARK: Tables

  private func isTablePart(_ name: NameID) -> Bool {
    switch name {
    case .table, .caption, .colgroup, .tbody, .thead, .tfoot, .tr, .td, .th: true
    default: false
    }
  }

  private func isRowGroup(_ name: NameID) -> Bool {
    name == .tbody || name == .thead || name == .tfoot
  }

  /// The place of an open element inside the innermost table.
  private func tablePlace(of name: NameID) -> Int? {
    var place = stack.count - 1
    while place >= 0 {
      let open = self.name(stack[place])
      if open == name { return place }
      if open == .table || open == .template || open == .html { return nil }
      place -= 1
    }
    return nil
  }

  private mutating func prepareTable(_ name: NameID) throws(MarkupError) {
    guard isOpen(.table), let table = tablePlace(of: .table) else { return }
    if name == .table {
      // A table inside of another, but outside of its cells, ends it.
      let isInCell = stack[(table + 1)...].contains { isCell(self.name($0)) }
      if !isInCell { close(from: table) }
      return
    }
    func keep(_ isContext: (NameID) -> Bool) -> Int {
      var place = stack.count - 1
      while place > table, !isContext(self.name(stack[place])) { place -= 1 }
      return place
    }
    switch name {
    case .td, .th:
      close(from: keep { $0 == .tr } + 1)
      if isCurrent(.table) || isRowGroup(self.name(current)) {
        if isCurrent(.table) { try insertImplied(.tbody) }
        try insertImplied(.tr)
      }
    case .tr:
      close(from: keep { isRowGroup($0) } + 1)
      if isCurrent(.table) { try insertImplied(.tbody) }
    case .col:
      if !isCurrent(.colgroup) { close(from: table + 1) }
    default:
      close(from: table + 1)
    }
  }

  private func isCell(_ name: NameID) -> Bool { name == .td || name == .th || name == .caption }
}
