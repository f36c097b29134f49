extension PercentEncoding {
  /// An address in which everything beyond ASCII is encoded.
  static func ascii(_ address: String) -> String {
    address.unicodeScalars.reduce(into: "") { text, scalar in
      if scalar.isASCII {
        text.unicodeScalars.append(scalar)
      } else {
        text += every(String(scalar).utf8)
      }
    }
  }

  /// A header field's value as CloudEvents' HTTP binding writes it (§3.1.3.2): what is no visible
  /// ASCII, the quotation mark and the percent sign are encoded.
  static func fieldValue(_ text: String) -> String {
    text.unicodeScalars.reduce(into: "") { value, scalar in
      if scalar.isVisibleASCII, scalar != "\"", scalar != "%" {
        value.unicodeScalars.append(scalar)
      } else {
        value += every(String(scalar).utf8)
      }
    }
  }
}
