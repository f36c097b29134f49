internal import Markup

/// Marks in the markup that walls alone carry. The guards' scripts for counting and watching stand
/// on ordinary pages too and are no marks.
struct WallMarks {
  /// Made by a guard to ask its question: Cloudflare, DataDome, PerimeterX, Imperva, Akamai, AWS,
  /// Sucuri, DDoS-Guard, Anubis, SiteGround, Kasada.
  private(set) var isChallenge = false
  /// The class that the publishing system gives the page of a missing address.
  private(set) var isErrorPage = false
  private(set) var consentForms = 0
  private(set) var passwords = 0

  /// With `reading`, scripts and frames are looked into.
  init(_ tree: MarkupTree, reading: Bool) {
    for node in tree.descendants(of: MarkupTree.document) {
      guard let name = tree.name(node) else { continue }
      switch name {
      case .script:
        guard reading else { continue }
        if let source = tree.attributeBytes(.src, of: node) {
          if Self.holds(source, Self.scripts) { isChallenge = true }
        } else {
          for child in tree.children(of: node) {
            let bytes = tree.textBytes(child)
            // Challenge scripts open with their settings.
            if Self.holds(bytes.prefix(20_000), Self.inline) { isChallenge = true }
          }
        }
      case .iframe:
        if let source = tree.attributeBytes(.src, of: node), Self.holds(source, Self.frames) {
          isChallenge = true
        }
      case .meta:
        if let content = tree.attributeBytes(.content, of: node),
          Self.holds(content, Self.refreshes)
        {
          isChallenge = true
        }
      case .div, .form, .section, .main:
        if let id = tree.attributeBytes(.id, of: node),
          Self.ids.contains(where: { ElementSigns.equals(id, $0) })
        {
          isChallenge = true
        }
        if name == .form, let action = tree.attribute("action", of: node)?.lowercased(),
          action.contains("://consent.") || action.contains("collectconsent")
        {
          consentForms += 1
        }
      case .body:
        if let value = tree.attributeBytes(.class, of: node) {
          isErrorPage = value.split(separator: 0x20).contains { word in
            Self.errorClasses.contains { ElementSigns.equals(word, $0) }
          }
        }
      case .input:
        if tree.attribute(.type, of: node)?.lowercased() == "password" { passwords += 1 }
      default: continue
      }
    }
  }

  private static func holds(_ bytes: ArraySlice<UInt8>, _ marks: [StaticString]) -> Bool {
    marks.contains { ElementSigns.contains(bytes, $0) }
  }

  private static let scripts: [StaticString] = [
    "captcha-delivery.com/c.js", "captcha-delivery.com/i.js", "/challenge-platform/h/b/orchestrate",
    "/challenge-platform/h/g/orchestrate", "/challenge-platform/orchestrate", "sgcaptcha",
    "/.within.website/x/cmd/anubis", "check.ddos-guard.net", "token.awswaf.com", "/aes.js",
    "captcha.px-cloud.net", "captcha.perimeterx.net",
  ]
  private static let inline: [StaticString] = [
    "_cf_chl_opt", "captcha-delivery.com", "slowAES.decrypt", "sucuri_cloudproxy_js",
    "/captcha/captcha.js?a=c", "bm-verify", "awsWafCookieDomainList", "gokuProps", "__arcsjs",
    "KPSDK.now",
  ]
  private static let frames: [StaticString] = [
    "_Incapsula_Resource", "captcha-delivery.com",
  ]
  private static let refreshes: [StaticString] = ["bm-verify", "sgcaptcha", "px-captcha"]
  private static let ids: [StaticString] = [
    "cf-wrapper", "challenge-form", "challenge-running", "challenge-error-text", "px-captcha",
    "cf-error-details", "anubis_challenge", "sec-if-cpt-container", "sec-cpt-if", "ddg-captcha",
    "ddg-l10n-title",
  ]
  private static let errorClasses: [StaticString] = [
    "error404", "error-404", "page-404", "error_page",
  ]
}
