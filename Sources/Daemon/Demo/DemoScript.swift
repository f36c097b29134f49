internal import Foundation
internal import Text

/// What the demo does and says as things happen. Pure: what happened goes in, actions come out.
///
/// First the baseline of all sites, then the first edition; when its alert has arrived, the
/// second; when all expected alerts stand at the receiver, one more poll of every site, to show
/// that nothing is repeated; then the end.
struct DemoScript {
  enum Happening {
    case event(DaemonEvent)
    case arrived(SampleReceiver.Delivery)
  }

  enum Action: Equatable {
    case say(String)
    case publish([SampleArticle])
    case finish
  }

  private enum Act: Equatable {
    case baseline(waitingFor: Set<String>)
    case firstEdition
    case secondEdition
    case nothingAgain(waitingFor: Set<String>)
    case over
  }

  private var act = Act.baseline(waitingFor: Set(SampleArticle.Outlet.allCases.map(\.name)))
  /// Bodies as they arrived, by alert.
  private(set) var arrived: [String: [UInt8]] = [:]
  private(set) var repeats = 0
  private var titles: Set<String> = []
  private var read: Set<String> = []

  /// The expected articles that no alert has told of.
  var missing: [String] { SampleArticle.expected.map(\.title).filter { !titles.contains($0) } }

  mutating func note(_ happening: Happening) -> [Action] {
    switch happening {
    case .arrived(let delivery): takeDelivery(delivery)
    case .event(let event): takeEvent(event)
    }
  }

  private mutating func takeEvent(_ event: DaemonEvent) -> [Action] {
    switch event {
    case .polled(let summary):
      return takePoll(summary)
    case .article(let source, let title, _):
      read.insert(title)
      return [.say(DemoText.read(source: source, title: title))] + nextEdition()
    case .matched(let match):
      return [.say(DemoText.matched(match))]
    case .pollFailed(let source, let code, let message):
      return [.say(DemoText.line("failed", "\(source): \(code): \(message)"))]
    case .articleFailed(let source, let url, let code, let message):
      return [.say(DemoText.line("failed", "\(source): \(url): \(code): \(message)"))]
    case .deliveryFailed(_, let destination, let message, _):
      return [.say(DemoText.line("failed", "delivery to \(destination): \(message)"))]
    default:
      return []
    }
  }

  private mutating func takePoll(_ summary: PollSummary) -> [Action] {
    var actions: [Action] = []
    if summary.isBaseline || summary.new > 0 { actions.append(.say(DemoText.polled(summary))) }
    switch act {
    case .baseline(var waiting):
      waiting.remove(summary.source)
      act = .baseline(waitingFor: waiting)
      guard waiting.isEmpty else { break }
      act = .firstEdition
      actions += edition(SampleArticle.firstEdition)
    case .nothingAgain(var waiting):
      if summary.new == 0 { waiting.remove(summary.source) }
      act = .nothingAgain(waitingFor: waiting)
      guard waiting.isEmpty else { break }
      act = .over
      actions += [.say(DemoText.line("polled", "all three again: nothing new")), .finish]
    case .firstEdition, .secondEdition, .over:
      break
    }
    return actions
  }

  private mutating func takeDelivery(_ delivery: SampleReceiver.Delivery) -> [Action] {
    if delivery.isRepeat { repeats += 1 }
    arrived[delivery.id] = delivery.body
    let alert = ReceivedAlert(delivery.body)
    if let title = alert?.article.title { titles.insert(title) }
    return [.say(DemoText.arrived(delivery, alert))] + nextEdition()
  }

  /// The second edition follows when the first has been read and its alert has arrived; the last
  /// poll when the same holds of the second.
  private mutating func nextEdition() -> [Action] {
    switch act {
    case .firstEdition where isDone(SampleArticle.firstEdition):
      act = .secondEdition
      return edition(SampleArticle.secondEdition)
    case .secondEdition where isDone(SampleArticle.secondEdition):
      act = .nothingAgain(waitingFor: Set(SampleArticle.Outlet.allCases.map(\.name)))
      return []
    default:
      return []
    }
  }

  private func isDone(_ edition: [SampleArticle]) -> Bool {
    edition.allSatisfy { article in
      SampleArticle.expected.contains(article)
        ? titles.contains(article.title) : read.contains(article.title)
    }
  }

  private func edition(_ articles: [SampleArticle]) -> [Action] {
    [.publish(articles), .say(DemoText.published(articles))]
  }
}
