/// HTML's own names, and what each element means to the parser and to the reader of text.
enum KnownNames {
  /// Every name in the order of its ``NameID``.
  static let list: [String] = """
    html head body title meta link script style base noscript template basefont bgsound
    noframes a abbr acronym address applet area article aside audio b bdi bdo big blockquote
    br button canvas caption center cite code col colgroup data datalist dd del details dfn
    dialog dir div dl dt em embed fieldset figcaption figure font footer form frame frameset
    h1 h2 h3 h4 h5 h6 header hgroup hr i iframe img input ins kbd keygen label legend li
    listing main map mark marquee math menu nav nobr noembed object ol optgroup option output
    p param picture plaintext pre progress q rb rp rt rtc ruby s samp search section select
    small source span strike strong sub summary sup svg table tbody td textarea tfoot th thead
    time tr track tt u ul var video wbr xmp foreignobject desc image command class id href src
    name content property rel type lang alt datetime charset http-equiv hidden role itemprop
    itemtype itemscope srcset data-src width height media value target
    """.split(whereSeparator: { $0 == " " || $0 == "\n" }).map(String.init)

  /// The traits of each known name, by its raw value.
  static let traits: [ElementTraits] = [
    146, 2434, 2178, 1346, 2115, 67, 834, 834, 67, 322, 338, 67, 67, 962, 4, 0, 0, 138, 18, 3,
    2186, 2186, 128, 2052, 0, 0, 2052, 2186, 2051, 2, 128, 146, 2186, 0, 2052, 3, 2, 0, 256,
    2218, 0, 138, 0, 136, 138, 2186, 2186, 2218, 2052, 2051, 138, 138, 2186, 4, 2186, 138, 3,
    130, 2186, 2186, 2186, 2186, 2186, 2186, 2186, 138, 2187, 2052, 770, 2051, 3, 0, 0, 3, 0,
    128, 2218, 2186, 2186, 0, 0, 18, 0, 2186, 2186, 2052, 770, 18, 2186, 160, 160, 0, 2218, 3,
    0, 138, 2186, 0, 0, 32, 288, 32, 32, 2048, 2052, 0, 138, 2186, 130, 2052, 3, 2048, 2052,
    2052, 2048, 138, 2048, 256, 2202, 130, 18, 1026, 130, 18, 130, 0, 130, 3, 2052, 2052,
    2186, 2048, 128, 3, 650, 18, 18, 0, 1,
  ].map(ElementTraits.init(rawValue:))

  /// A table with all known names, to which a document adds its own.
  static let table: NameTable = {
    var table = NameTable()
    for name in list { table.intern(name) }
    return table
  }()
}

/// What an element's name says about it: WHATWG HTML §13.1.2 and §13.2.4.2.
struct ElementTraits: OptionSet, Sendable {
  let rawValue: UInt16

  /// Has neither content nor an end tag.
  static let void = ElementTraits(rawValue: 1)
  /// Stops an end tag of a phrase from reaching further out.
  static let special = ElementTraits(rawValue: 1 << 1)
  /// Is opened again after a block that cut it off.
  static let formatting = ElementTraits(rawValue: 1 << 2)
  /// Its start ends an open paragraph.
  static let closesParagraph = ElementTraits(rawValue: 1 << 3)
  /// What is open outside of it is out of scope inside.
  static let scope = ElementTraits(rawValue: 1 << 4)
  /// Its end tag may be left out.
  static let impliedEnd = ElementTraits(rawValue: 1 << 5)
  /// Belongs to the head when it comes before the body.
  static let headContent = ElementTraits(rawValue: 1 << 6)
  /// Begins and ends a line of text.
  static let block = ElementTraits(rawValue: 1 << 7)
  /// Its content is not shown.
  static let unseen = ElementTraits(rawValue: 1 << 8)
  /// Its content is raw text up to its own end tag.
  static let rawText = ElementTraits(rawValue: 1 << 9)
  /// As raw text, but character references are read.
  static let escapableText = ElementTraits(rawValue: 1 << 10)
  /// Ends an open `svg` or `math`.
  static let leavesForeign = ElementTraits(rawValue: 1 << 11)
}
