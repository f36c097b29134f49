/// The open elements of a page and the rules by which tags open and close them.
struct HTMLStructure {
  var builder: TreeBuilder

  /// Open elements, outermost first; never deeper than the limit.
  var stack: [Int32] = []
  /// How many open elements have a known name.
  var openCount = [Int32](repeating: 0, count: KnownNames.list.count)
  /// Formatting elements that a block must open again; −1 is a marker.
  var active: [Int32] = []
  /// How many nodes misnested tags may still move.
  var repairBudget: Int
  private var html: Int32 = -1
  private var head: Int32 = -1
  private var body: Int32 = -1

  init(_ builder: TreeBuilder) {
    self.builder = builder
    repairBudget = 10_000 + builder.source.count / 8
    stack.reserveCapacity(64)
  }

  /// Inside `svg` or `math`, where HTML's raw text and void elements do not hold.
  var isInForeign: Bool {
    isOpen(.svg) || isOpen(.math)
  }

  func traits(_ name: NameID) -> ElementTraits {
    let index = Int(name.rawValue)
    return index < KnownNames.traits.count ? KnownNames.traits[index] : []
  }

  func isOpen(_ name: NameID) -> Bool {
    let index = Int(name.rawValue)
    return index >= openCount.count || openCount[index] > 0
  }

  func name(_ node: Int32) -> NameID { NameID(rawValue: builder.records[Int(node)].name) }

  var current: Int32 { stack.last ?? 0 }

  // MARK: Text

  mutating func text(_ start: Int, _ end: Int, decoding: Bool) throws(MarkupError) {
    let isSpace = isSpace(start, end)
    if body < 0 {
      // White space before the body shows nothing; anything else begins it.
      if !isInsideHeadContent {
        if isSpace { return }
        try openBody()
      }
    }
    if !active.isEmpty, !isSpace { try reopenFormatting() }
    let place = decoding ? builder.decode(start, end, .text) : (start: start, end: end)
    try builder.text(place.start, place.end, in: current)
  }

  private func isSpace(_ start: Int, _ end: Int) -> Bool {
    var at = start
    while at < end {
      if !builder.source[at].isMarkupSpace { return false }
      at += 1
    }
    return true
  }

  // MARK: The skeleton

  mutating func openHTML() throws(MarkupError) {
    guard html < 0 else { return }
    let none = Int32(builder.attributes.count)
    html = try builder.element(.html, in: 0, attributesStart: none)
    push(html)
  }

  mutating func openHead() throws(MarkupError) {
    try openHTML()
    guard head < 0 else { return }
    head = try builder.element(
      .head, in: html, attributesStart: Int32(builder.attributes.count))
    push(head)
  }

  mutating func openBody() throws(MarkupError) {
    try openHTML()
    guard body < 0 else { return }
    while stack.count > 1 { pop() }
    body = try builder.element(
      .body, in: html, attributesStart: Int32(builder.attributes.count))
    push(body)
  }

  /// Handles `html`, `head`, `body`; false for any other name.
  private mutating func skeleton(
    _ name: NameID, _ attributesStart: Int32
  ) throws(MarkupError) -> Bool {
    if name == .html {
      if html < 0 {
        html = try builder.element(.html, in: 0, attributesStart: attributesStart)
        push(html)
      } else {
        merge(attributesStart, into: html)
      }
      return true
    }
    if name == .head {
      if head < 0, body < 0 {
        let own = Int32(builder.attributes.count)
        if html < 0 {
          html = try builder.element(.html, in: 0, attributesStart: own)
          push(html)
        }
        head = try builder.element(.head, in: html, attributesStart: attributesStart)
        push(head)
      }
      return true
    }
    if name == .body {
      if body >= 0 {
        merge(attributesStart, into: body)
      } else {
        try openHTML()
        while stack.count > 1 { pop() }
        body = try builder.element(.body, in: html, attributesStart: attributesStart)
        push(body)
      }
      return true
    }
    return false
  }

  /// A second `html` or `body` tag only adds the attributes that the first lacks.
  private mutating func merge(_ attributesStart: Int32, into node: Int32) {
    let old = builder.records[Int(node)]
    let added = Array(builder.attributes[Int(attributesStart)...])
    guard !added.isEmpty, Int(old.attributesEnd - old.attributesStart) < builder.limits.attributes
    else { return }
    builder.attributes.removeSubrange(Int(attributesStart)...)
    let kept = builder.attributes[Int(old.attributesStart)..<Int(old.attributesEnd)]
    let fresh = added.filter { new in !kept.contains { $0.name == new.name } }
    guard !fresh.isEmpty else { return }
    let start = builder.attributes.count
    builder.attributes.append(contentsOf: Array(kept))
    for attribute in fresh {
      builder.attribute(
        attribute.name, Int(attribute.start), Int(attribute.end), first: start)
    }
    builder.records[Int(node)].attributesStart = Int32(start)
    builder.records[Int(node)].attributesEnd = Int32(builder.attributes.count)
  }

  // MARK: Start tags

  /// Opens an element; false when the tag opened nothing.
  mutating func start(
    _ name: NameID, attributesStart: Int32, isSelfClosing: Bool
  ) throws(MarkupError) -> Bool {
    if try skeleton(name, attributesStart) { return false }
    let traits = traits(name)
    if body < 0, !isInsideHeadContent { try openBodyOrHead(for: name, traits) }
    if isInForeign, !isOpen(.foreignObject) {
      if traits.contains(.leavesForeign) {
        leaveForeign()
      } else {
        _ = try insert(name, attributesStart, pushed: !isSelfClosing)
        return true
      }
    }
    if !traits.isEmpty { try prepare(name, traits) }
    if name == .form, isOpen(.form), !isOpen(.template) { return false }
    if !active.isEmpty, !traits.contains(.special) { try reopenFormatting() }
    if traits.contains(.void) {
      _ = try insert(name, attributesStart, pushed: false)
      return true
    }
    let isEmptyForeign = isSelfClosing && (name == .svg || name == .math)
    let node = try insert(name, attributesStart, pushed: !isEmptyForeign)
    if traits.contains(.formatting) { activate(node) }
    if isMarker(name) { active.append(-1) }
    return true
  }

  /// Formatting does not reach into or out of these.
  func isMarker(_ name: NameID) -> Bool {
    name == .td || name == .th || name == .caption || name == .applet || name == .object
      || name == .marquee || name == .template
  }

  /// A new element in the current one.
  mutating func insert(
    _ name: NameID, _ attributesStart: Int32, pushed: Bool
  ) throws(MarkupError) -> Int32 {
    if stack.count >= builder.limits.depth {
      if pushed { builder.excess = builder.excess ?? .tooDeep(limit: builder.limits.depth) }
      pop()
    }
    let node = try builder.element(name, in: current, attributesStart: attributesStart)
    if pushed { push(node) }
    return node
  }

  /// A new element that no tag stands for.
  mutating func insertImplied(_ name: NameID) throws(MarkupError) {
    _ = try insert(name, Int32(builder.attributes.count), pushed: true)
  }

  private var isInsideHeadContent: Bool {
    stack.count > 2 || (stack.count == 2 && current != head)
  }

  private mutating func openBodyOrHead(
    for name: NameID, _ traits: ElementTraits
  ) throws(MarkupError) {
    guard traits.contains(.headContent) else { return try openBody() }
    if head < 0 {
      try openHead()
    } else if stack.count == 1 {
      // After `</head>`, but still of the head.
      push(head)
    }
  }

  mutating func push(_ node: Int32) {
    stack.append(node)
    let index = Int(builder.records[Int(node)].name)
    if index < openCount.count { openCount[index] += 1 }
  }

  @discardableResult
  mutating func pop() -> Int32 {
    guard let node = stack.popLast() else { return 0 }
    let index = Int(builder.records[Int(node)].name)
    if index < openCount.count { openCount[index] -= 1 }
    return node
  }

  mutating func removeFromStack(at place: Int) {
    let node = stack.remove(at: place)
    let index = Int(builder.records[Int(node)].name)
    if index < openCount.count { openCount[index] -= 1 }
  }

  mutating func closeHead() {
    guard body < 0, head >= 0 else { return }
    while stack.count > 1 { pop() }
  }
}
