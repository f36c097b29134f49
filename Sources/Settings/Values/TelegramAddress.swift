internal import Foundation

/// Addresses of Telegram channels. `/CHANNEL` is a card for the app; the messages stand at `/s/CHANNEL`.
enum TelegramAddress {
  private static let hosts: Set<String> = ["t.me", "www.t.me", "telegram.me", "telegram.dog"]
  /// First steps of a path that are no channel's name.
  private static let words: Set<String> = [
    "s", "c", "joinchat", "addstickers", "addemoji", "addlist", "proxy", "socks", "share", "iv",
    "login", "contact", "setlanguage", "bg", "boost", "giftcode", "invoice", "confirmphone",
  ]

  /// The preview of the channel whose card a URL leads to; nil for every other URL.
  static func preview(for url: String) -> String? {
    guard let parts = URLComponents(string: url), let host = parts.host?.lowercased(),
      hosts.contains(host)
    else { return nil }
    let steps = parts.path.split(separator: "/").map(String.init)
    guard let name = steps.first, !words.contains(name.lowercased()), name.utf8.count <= 64,
      name.utf8.allSatisfy({ byte in
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"): true
        default: false
        }
      })
    else { return nil }
    return "https://t.me/s/\(name)"
  }
}
