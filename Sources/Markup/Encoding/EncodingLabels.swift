/// The names that documents give to encodings (WHATWG Encoding §4.2) and what iconv calls them.
enum EncodingLabels {
  /// `encoding = iconv name: labels`, one a line.
  private static let list = """
    utf-8 = UTF-8: unicode-1-1-utf-8 unicode11utf8 unicode20utf8 utf8 x-unicode20utf8 utf-8-sig utf_8
    utf-16le = UTF-16LE: utf-16 ucs-2 unicode unicodefeff csunicode iso-10646-ucs-2
    utf-16be = UTF-16BE: unicodefffe
    utf-32le = UTF-32LE: utf-32 ucs-4
    utf-32be = UTF-32BE: iso-10646-ucs-4
    windows-1252 = CP1252: ascii us-ascii iso-8859-1 iso8859-1 iso88591 iso_8859-1 latin1 latin-1 l1 \
    cp1252 x-cp1252 cp819 ibm819 iso-ir-100 csisolatin1 ansi_x3.4-1968 iso_8859-1:1987 win-1252 cp-1252
    windows-1250 = CP1250: cp1250 x-cp1250 win-1250
    windows-1251 = CP1251: cp1251 x-cp1251 win-1251 win1251 cp-1251
    windows-1253 = CP1253: cp1253 x-cp1253
    windows-1254 = CP1254: cp1254 x-cp1254 iso-8859-9 iso8859-9 iso88599 latin5 l5 iso_8859-9 \
    csisolatin5 iso-ir-148
    windows-1255 = CP1255: cp1255 x-cp1255
    windows-1256 = CP1256: cp1256 x-cp1256 win-1256 win1256 cp-1256
    windows-1257 = CP1257: cp1257 x-cp1257
    windows-1258 = CP1258: cp1258 x-cp1258
    windows-874 = CP874: tis-620 dos-874 iso-8859-11 iso8859-11 cp874
    iso-8859-2 = ISO-8859-2: iso8859-2 iso88592 iso_8859-2 latin2 l2 csisolatin2 iso-ir-101
    iso-8859-3 = ISO-8859-3: iso8859-3 iso88593 iso_8859-3 latin3 l3 csisolatin3 iso-ir-109
    iso-8859-4 = ISO-8859-4: iso8859-4 iso88594 iso_8859-4 latin4 l4 csisolatin4 iso-ir-110
    iso-8859-5 = ISO-8859-5: iso8859-5 iso88595 iso_8859-5 cyrillic csisolatincyrillic iso-ir-144
    iso-8859-6 = ISO-8859-6: iso8859-6 iso88596 iso_8859-6 arabic asmo-708 ecma-114 csisolatinarabic \
    csiso88596e csiso88596i iso-8859-6-e iso-8859-6-i iso-ir-127
    iso-8859-7 = ISO-8859-7: iso8859-7 iso88597 iso_8859-7 greek greek8 ecma-118 elot_928 sun_eu_greek \
    csisolatingreek iso-ir-126
    iso-8859-8 = ISO-8859-8: iso8859-8 iso88598 iso_8859-8 hebrew visual csisolatinhebrew \
    iso-8859-8-e csiso88598e iso-8859-8-i csiso88598i logical iso-ir-138
    iso-8859-10 = ISO-8859-10: iso8859-10 iso885910 latin6 l6 csisolatin6 iso-ir-157
    iso-8859-13 = ISO-8859-13: iso8859-13 iso885913
    iso-8859-14 = ISO-8859-14: iso8859-14 iso885914
    iso-8859-15 = ISO-8859-15: iso8859-15 iso885915 iso_8859-15 l9 latin-9 csisolatin9
    iso-8859-16 = ISO-8859-16: iso8859-16
    koi8-r = KOI8-R: koi koi8 koi8_r cskoi8r
    koi8-u = KOI8-U: koi8-ru
    ibm866 = IBM866: 866 cp866 csibm866
    macintosh = MACINTOSH: mac csmacintosh x-mac-roman
    x-mac-cyrillic = MAC-CYRILLIC: x-mac-ukrainian
    gb18030 = GB18030: gbk gb2312 gb_2312 gb_2312-80 chinese csgb2312 csiso58gb231280 iso-ir-58 x-gbk \
    cp936 ms936 euc-cn
    big5 = BIG5-HKSCS: big5-hkscs cn-big5 csbig5 x-x-big5 cp950
    euc-jp = EUC-JP-MS: x-euc-jp cseucpkdfmtjapanese eucjp
    iso-2022-jp = ISO-2022-JP: csiso2022jp
    shift_jis = CP932: shift-jis sjis x-sjis ms_kanji ms932 windows-31j csshiftjis cp932
    euc-kr = CP949: korean ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601 windows-949 cseuckr \
    csksc56011987 iso-ir-149 cp949 uhc
    """

  private struct Encoding: Sendable {
    let name: String
    let iconv: String
  }

  private static let table: [String: Encoding] = {
    var table: [String: Encoding] = [:]
    for line in list.split(separator: "\n") {
      let sides = line.split(separator: ":", maxSplits: 1)
      guard sides.count == 2 else { continue }
      let names = sides[0].split(whereSeparator: { $0 == " " || $0 == "=" }).map(String.init)
      guard names.count == 2 else { continue }
      let encoding = Encoding(name: names[0], iconv: names[1])
      table[names[0]] = encoding
      for label in sides[1].split(separator: " ") { table[String(label)] = encoding }
    }
    return table
  }()

  /// The encoding's standard name for a label of any case, nil for one that is unknown.
  static func name(_ label: String) -> String? {
    let trimmed = label.lowercased().trimmingMarkup()
    return table[trimmed]?.name
  }

  /// What iconv calls an encoding named by ``name(_:)``.
  static func iconvName(_ name: String) -> String? { table[name]?.iconv }
}

extension String {
  /// Without the white space and quotes around it.
  func trimmingMarkup() -> String {
    let bytes = Array(utf8)
    func isEdge(_ byte: UInt8) -> Bool {
      byte.isMarkupSpace || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'")
    }
    guard let first = bytes.firstIndex(where: { !isEdge($0) }),
      let last = bytes.lastIndex(where: { !isEdge($0) })
    else { return "" }
    return String(decoding: bytes[first...last], as: UTF8.self)
  }
}
