extension XMLReader {
  mutating func startTag(_ start: Int) throws(MarkupError) -> Int {
    let source = source
    let (written, nameEnd) = scanName(start)
    let first = attributes.count
    var isSelfClosing = false
    let end =
      nameEnd < source.count && source[nameEnd] == UInt8(ascii: ">")
      ? nameEnd + 1 : scanAttributes(nameEnd, &isSelfClosing)
    guard let end else { return source.count }
    // What the element holds must find its place too.
    if stack.count + 32 >= limits.depth, isNeverClosed(written) {
      endElement(written, at: start - 1)
    }
    let outer = scope.count
    var index = first
    while index < attributes.count {
      defer { index += 1 }
      guard names.declaresNamespace(attributes[index].name) else { continue }
      let uri = value(attributes[index])
      scope.declare(names.table.bytes(attributes[index].name), uri: uri)
    }
    let name = scope.resolve(written, names: &names.table)
    var record = MarkupTree.Record(
      name: name.rawValue, parent: parent, start: Int32(end), end: Int32(end))
    record.attributesStart = Int32(first)
    record.attributesEnd = Int32(attributes.count)
    let node = try add(record)
    if isSelfClosing {
      scope.leave(to: outer)
    } else {
      stack.append(
        Open(
          node: node, name: written, nameStart: Int32(start), nameLength: Int32(nameEnd - start),
          bindings: Int32(outer)))
      if stack.count <= limits.depth {
        parent = node
      } else {
        excess = excess ?? .tooDeep(limit: limits.depth)
      }
      let index = Int(written.rawValue)
      if index >= openCount.count {
        openCount.append(contentsOf: repeatElement(0, count: index + 32 - openCount.count))
      }
      openCount[index] += 1
    }
    return end
  }

  mutating func endTag(_ start: Int) -> Int {
    let source = source
    // Nearly always the innermost element's end tag, written like its start tag.
    if let top = stack.last {
      let nameEnd = start + 2 + Int(top.nameLength)
      if nameEnd < source.count, source[nameEnd] == UInt8(ascii: ">"),
        source.isSame(Int(top.nameStart), start + 2, count: Int(top.nameLength))
      {
        pop(contentEnd: start)
        return nameEnd + 1
      }
    }
    let (written, nameEnd) = scanName(start + 2)
    let close = source.place(of: UInt8(ascii: ">"), from: nameEnd, to: source.count)
    guard close < source.count else { return source.count }
    if stack.last?.name == written {
      pop(contentEnd: start)
    } else if Int(written.rawValue) < openCount.count, openCount[Int(written.rawValue)] > 0 {
      endElement(written, at: start)
    } else if let top = stack.last, names.isSameFolded(top.name, written) {
      pop(contentEnd: start)
    }
    return close + 1
  }

  /// Whether so many elements of a name stand open that they are siblings whose ends are missing.
  private func isNeverClosed(_ name: NameID) -> Bool {
    Int(name.rawValue) < openCount.count && openCount[Int(name.rawValue)] > 32
  }

  /// Ends the innermost element of a name, and what is open inside of it.
  private mutating func endElement(_ name: NameID, at place: Int) {
    while let top = stack.last {
      pop(contentEnd: place)
      if top.name == name { return }
    }
  }

  private mutating func pop(contentEnd: Int) {
    guard let open = stack.popLast() else { return }
    records[Int(open.node)].end = Int32(contentEnd)
    openCount[Int(open.name.rawValue)] -= 1
    scope.leave(to: Int(open.bindings))
    parent = stack.isEmpty ? 0 : stack[min(stack.count, limits.depth) - 1].node
  }

  private mutating func scanName(_ start: Int) -> (NameID, Int) {
    let source = source
    var at = start
    var hash = NameTable.hashSeed(-1)
    while at < source.count {
      let byte = source[at]
      if byte.isMarkupSpace || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/")
        || byte == UInt8(ascii: "<")
      {
        break
      }
      hash = (hash ^ UInt32(byte)) &* 16_777_619
      at += 1
    }
    return (names.number(source, start, at, hash), at)
  }

  // MARK: Attributes

  /// Reads attributes from `start` to behind the tag's `>`; nil when the document ends before it.
  private mutating func scanAttributes(_ start: Int, _ isSelfClosing: inout Bool) -> Int? {
    let source = source
    let first = attributes.count
    let end = source.count
    var at = start
    while at < end {
      let byte = source[at]
      if byte.isMarkupSpace {
        at += 1
      } else if byte == UInt8(ascii: ">") {
        return at + 1
      } else if byte == UInt8(ascii: "/") {
        if at + 1 < end, source[at + 1] == UInt8(ascii: ">") {
          isSelfClosing = true
          return at + 2
        }
        at += 1
      } else if byte == UInt8(ascii: "?"), at + 1 < end, source[at + 1] == UInt8(ascii: ">") {
        at += 1
      } else if byte == UInt8(ascii: "<") {
        // A tag whose end is missing: the next one begins here.
        return at
      } else {
        at = scanAttribute(at, first: first)
      }
    }
    return nil
  }

  private mutating func scanAttribute(_ start: Int, first: Int) -> Int {
    let source = source
    let end = source.count
    var at = start
    var hash = NameTable.hashSeed(-1)
    while at < end {
      let byte = source[at]
      if byte.isMarkupSpace || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/")
        || (byte == UInt8(ascii: "=") && at > start)
      {
        break
      }
      hash = (hash ^ UInt32(byte)) &* 16_777_619
      at += 1
    }
    let nameEnd = at
    while at < end, source[at].isMarkupSpace { at += 1 }
    var valueStart = nameEnd
    var valueEnd = nameEnd
    if at < end, source[at] == UInt8(ascii: "=") {
      at += 1
      while at < end, source[at].isMarkupSpace { at += 1 }
      if at < end, source[at] == UInt8(ascii: "\"") || source[at] == UInt8(ascii: "'") {
        valueStart = at + 1
        valueEnd = source.place(of: source[at], from: valueStart, to: end)
        at = min(valueEnd + 1, end)
        if valueEnd == end {
          // The quote was never closed: the value ends with its line or tag.
          valueEnd = unquotedEnd(valueStart)
          at = valueEnd
        }
      } else {
        valueStart = at
        valueEnd = unquotedEnd(at)
        at = valueEnd
      }
    } else {
      at = nameEnd
    }
    if attributes.count - first < limits.attributes {
      let name = names.number(source, start, nameEnd, hash)
      if !attributes[first...].contains(where: { $0.name == name }) {
        let value = decode(valueStart, valueEnd, .attribute)
        attributes.append(
          MarkupTree.Attribute(name: name, start: Int32(value.start), end: Int32(value.end)))
      }
    } else {
      excess = excess ?? .tooManyAttributes(limit: limits.attributes)
    }
    return max(at, start + 1)
  }

  private func unquotedEnd(_ start: Int) -> Int {
    var at = start
    while at < source.count, !source[at].isMarkupSpace, source[at] != UInt8(ascii: ">") { at += 1 }
    return at
  }

  /// An attribute's value as text, without the white space around it.
  private func value(_ attribute: MarkupTree.Attribute) -> String {
    let start = Int(attribute.start)
    let end = Int(attribute.end)
    let bytes =
      start >= source.count
      ? Array(decoded[(start - source.count)..<(end - source.count)]) : source.array(start, end)
    let from = bytes.firstIndex { !$0.isMarkupSpace } ?? bytes.endIndex
    let to = bytes.lastIndex { !$0.isMarkupSpace }.map { $0 + 1 } ?? from
    return String(decoding: bytes[from..<to], as: UTF8.self)
  }
}
