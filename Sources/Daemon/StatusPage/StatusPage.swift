internal import Alerts
internal import Fetch
internal import Foundation
internal import State

/// The page at `/`: what is watched, what was found and whether it arrives. One document without a
/// script or an asset from elsewhere; everything on it is text.
struct StatusPage {
  let facts: StatusFacts
  let query: StatusQuery

  /// It is asked for anew by the browser after so many seconds.
  private static let refresh = 60

  static func answer(_ facts: StatusFacts, _ query: StatusQuery) -> WebAnswer {
    let page = StatusPage(facts: facts, query: query)
    var answer = WebAnswer(
      type: "text/html; charset=utf-8", body: Array(page.document.text.utf8))
    answer.policy = policy
    return answer
  }

  /// Nothing is loaded and nothing runs; the one style sheet is known by its hash.
  private static let policy: String = {
    let hash = Data(Digest.sha256(Array(style.text.utf8))).base64EncodedString()
    return "default-src 'none'; style-src 'sha256-\(hash)'; img-src data:; form-action 'self'; "
      + "base-uri 'none'; frame-ancestors 'none'"
  }()

  /// A browser asks for an icon; this one is in the page.
  private static let icon: HTML =
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Ccircle cx='8' cy='8' r='6' fill='none' stroke='%230f766e' stroke-width='2'/%3E%3Ccircle cx='8' cy='8' r='2' fill='%230f766e'/%3E%3C/svg%3E"

  var document: HTML {
    """
    <!DOCTYPE html>
    <html lang="en" dir="ltr">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <meta name="robots" content="noindex">
    \(query.isStill ? "" : "<meta http-equiv=\"refresh\" content=\"\(Self.refresh)\">" as HTML)
    <title>\(title)</title>
    <link rel="icon" href="\(Self.icon)">
    <style>\(Self.style)</style>
    </head>
    <body>
    <a class="skip" href="#main">To the contents</a>
    <header>
    <p class="name"><a href="/">Marsad <span lang="ar" dir="rtl">مرصد</span></a></p>
    <nav aria-label="Sections"><ul>
    <li><a href="#alerts">Alerts</a></li><li><a href="#sources">Sources</a></li>
    <li><a href="#destinations">Destinations</a></li><li><a href="#rules">Rules</a></li>
    </ul></nav>
    </header>
    <main id="main">
    \(summary)
    \(alerts)
    \(sources)
    \(destinations)
    \(rules)
    </main>
    <footer>
    <p>Marsad \(MarsadVersion.current) · running since \(moment(facts.standing.since)) · \
    page of <time datetime="\(exact)">\(exact)</time> · \(refreshLink)</p>
    </footer>
    </body>
    </html>

    """
  }

  private var title: String {
    troubles.isEmpty ? "Marsad" : "(\(troubles.count)) Marsad"
  }

  private var exact: String { Timestamp.rfc3339(facts.now, milliseconds: false) }

  private var refreshLink: HTML {
    query.isStill
      ? "it stays as it is; <a href=\"/\">keep it fresh</a>"
      : "renewed every \(Self.refresh) s; <a href=\"/?refresh=off\">keep it still</a>"
  }

  func moment(_ date: Date?) -> HTML { HumanTime.moment(date, now: facts.now) }

  /// `1 alert`, `2 alerts`.
  static func count(_ number: Int, _ noun: String) -> String {
    "\(grouped(number)) \(noun)\(number == 1 ? "" : "s")"
  }

  /// With a thin space between thousands.
  static func grouped(_ number: Int) -> String {
    var digits = String(number)
    var end = digits.count - 3
    while end > 0 {
      digits.insert("\u{202F}", at: digits.index(digits.startIndex, offsetBy: end))
      end -= 3
    }
    return digits
  }
}
