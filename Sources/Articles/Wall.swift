internal import Markup

/// A page that stands before the article: a bot check, a consent page, a login.
enum Wall {
  enum Kind: String {
    case bot
    case consent
    case login
  }

  /// The wall that a page is, judged by its words and forms. `prose` is the weight of its prose:
  /// a page with an article on it is no wall, whatever it warns of.
  static func find(_ tree: MarkupTree, title: String, url: String, prose: Int) -> Kind? {
    guard prose < 1500 else { return nil }
    let key = title.lowercased()
    if botTitles.contains(where: { key.hasPrefix($0) }) { return .bot }
    var passwords = 0
    var consent = 0
    for node in tree.descendants(of: MarkupTree.document) {
      guard let name = tree.name(node) else { continue }
      switch name {
      case .script, .iframe, .link, .img:
        if let source = tree.attributeBytes(.src, of: node) ?? tree.attributeBytes(.href, of: node),
          prose < 400, botSources.contains(where: { ElementSigns.contains(source, $0) })
        {
          return .bot
        }
        if name == .script, prose < 200 {
          for child in tree.children(of: node) {
            let bytes = tree.textBytes(child)
            guard bytes.count < 200_000 else { continue }
            if botScripts.contains(where: { ElementSigns.contains(bytes, $0) }) { return .bot }
          }
        }
      case .input:
        if let type = tree.attribute(.type, of: node)?.lowercased(), type == "password" {
          passwords += 1
        }
      case .form:
        if let action = tree.attribute("action", of: node)?.lowercased(), action.contains("consent")
        {
          consent += 1
        }
      case .div:
        if prose < 400, let id = tree.attributeBytes(.id, of: node),
          botIDs.contains(where: { ElementSigns.equals(id, $0) })
        {
          return .bot
        }
      default: continue
      }
    }
    if prose < 900 {
      if let host = URLs.host(of: url), host.hasPrefix("consent.") || host.hasPrefix("guce.") {
        return .consent
      }
      if consent > 0 || consentTitles.contains(where: { key.hasPrefix($0) }) { return .consent }
    }
    if passwords > 0, prose < 300 { return .login }
    if prose < 300, loginTitles.contains(where: { key.hasPrefix($0) }) { return .login }
    return nil
  }

  private static let botTitles = [
    "just a moment", "attention required", "access denied", "access to this page has been denied",
    "are you a robot", "are you human", "pardon our interruption", "ddos-guard",
    "checking your browser",
    "please wait...", "security check", "verify you are human", "human verification",
    "bot verification",
    "one moment, please", "you have been blocked", "robot or human", "captcha", "client challenge",
    "403 forbidden", "error 403", "vercel security checkpoint", "making sure you're not a bot",
    "نقوم بالتحقق",
    "لحظة", "un momento", "un instant", "einen moment", "один момент", "bir dakika",
    "security verification",
  ]
  private static let consentTitles = [
    "before you continue", "your privacy choices", "privacy settings", "bevor sie fortfahren",
    "avant de continuer",
    "antes de continuar", "zustimmung", "cookie consent",
  ]
  private static let loginTitles = [
    "log in", "login", "sign in", "تسجيل الدخول", "anmelden", "connexion", "se connecter",
    "iniciar sesión", "вход",
    "accedi", "giriş yap", "ورود",
  ]
  private static let botSources: [StaticString] = [
    "captcha-delivery.com", "_Incapsula_Resource", "challenges.cloudflare.com",
    "/cdn-cgi/challenge-platform/",
    "sgcaptcha", "px-captcha", "perimeterx", "/.within.website/", "hcaptcha.com", "/aes.js",
  ]
  private static let botScripts: [StaticString] = [
    "_cf_chl_opt", "captcha-delivery.com", "_Incapsula_Resource", "slowAES", "sucuri_cloudproxy_js",
    "px-captcha",
    "bm-verify", "awsWafCookieDomainList", "gokuProps",
  ]
  private static let botIDs: [StaticString] = [
    "cf-wrapper", "challenge-form", "challenge-running", "px-captcha", "cf-error-details",
    "anubis_challenge",
  ]
}

extension ArticleError {
  /// The wall that stands where an article or a front page was expected.
  init(wall: Wall.Kind) {
    let message =
      switch wall {
      case .bot: "a bot check stands before the page; ask the site for access or use its feed"
      case .consent: "a consent page stands before the page; use the site's feed"
      case .login: "the page wants a login; give the source a login or use its feed"
      }
    self.init(.blocked, message)
  }
}
