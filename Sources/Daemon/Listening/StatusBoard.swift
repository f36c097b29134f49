internal import Foundation
internal import State

/// Reads the state file for those who look on, by a connection of its own: one look at a time, each
/// with an end, and none twice within `freshness`. So nobody who asks often holds the daemon up.
actor StatusBoard {
  /// An answer is given again for so long.
  static let freshness = Duration.seconds(3)
  /// One look at the state file takes no longer.
  static let patience = Duration.seconds(5)
  /// Answers that are kept, by what was asked.
  private static let kept = 16

  private let path: String
  private let vitals: Vitals
  private let metrics: Metrics
  private let standing: Standing
  private let now: @Sendable () -> Date
  private var reader: StateFile?
  private var figures: (value: Figures, at: ContinuousClock.Instant)?
  private var pages: [StatusQuery: (answer: WebAnswer, at: ContinuousClock.Instant)] = [:]

  /// What metrics and page share.
  private struct Figures {
    var sources: SourceCounts
    var destinations: [DestinationFigures]
  }

  init(
    path: String, vitals: Vitals, metrics: Metrics, standing: Standing,
    now: @escaping @Sendable () -> Date
  ) {
    self.path = path
    self.vitals = vitals
    self.metrics = metrics
    self.standing = standing
    self.now = now
  }

  /// Lets go of the state file.
  func close() {
    reader?.close()
    reader = nil
  }

  // MARK: - Metrics

  /// Counters are those of this moment. Where the state file cannot be read, its figures are left
  /// out: what is missing can be alerted on, what is wrong cannot.
  func metricsText() async -> WebAnswer {
    let figures = try? await currentFigures()
    let sizes = try? opened().sizes
    let writer = MetricsPage(
      counts: metrics.value, process: .now(), standing: standing.now, sources: figures?.sources,
      destinations: figures?.destinations ?? [], sizes: sizes, now: now())
    return WebAnswer(type: MetricText.type, body: Array(writer.text.utf8))
  }

  private func currentFigures() async throws -> Figures {
    if let figures, figures.at.duration(to: .now) < Self.freshness { return figures.value }
    let now = now()
    let names = standing.now.setup.destinationNames
    let value = try await reading { state in
      Figures(
        sources: try state.sourceCounts(at: now),
        destinations: try state.destinationFigures()
          .filter { names.contains($0.destination.name) })
    }
    figures = (value, .now)
    return value
  }

  // MARK: - Page

  func page(_ request: WebRequest) async -> WebAnswer {
    let query = StatusQuery(request.query)
    if let page = pages[query], page.at.duration(to: .now) < Self.freshness { return page.answer }
    let answer: WebAnswer
    do {
      answer = StatusPage.answer(try await facts(query), query)
    } catch {
      return .text(
        503, "The state file cannot be read now: \(error). Metrics and health still answer.")
    }
    if pages.count >= Self.kept {
      pages = pages.filter { $0.value.at.duration(to: .now) < Self.freshness }
      if pages.count >= Self.kept { pages = [:] }
    }
    pages[query] = (answer, .now)
    return answer
  }

  private func facts(_ query: StatusQuery) async throws -> StatusFacts {
    let figures = try await currentFigures()
    let now = now()
    let today = Int((now.timeIntervalSince1970 / 86_400).rounded(.down))
    var facts = StatusFacts(
      now: now, today: today, standing: standing.now, vitals: vitals.now,
      isReloadTaken: metrics.value.isReloadTaken, sources: figures.sources,
      destinations: figures.destinations)
    let read = facts
    facts = try await reading { state in
      var facts = read
      facts.list = try state.sources(
        where: SourceSearch(query.text)?.finds, at: now, limit: StatusQuery.pageSize,
        offset: (query.page - 1) * StatusQuery.pageSize)
      facts.days = try state.articlesByDay(
        of: facts.list.sources.map(\.name), from: today - StatusFacts.days + 1)
      facts.alerts = try state.lastArticleAlerts(limit: StatusFacts.alertsShown)
      facts.ruleDays = try state.alertsByRule(from: today - StatusFacts.ruleDays + 1)
      facts.pauses = try state.pauses(at: now)
      return facts
    }
    return facts
  }

  // MARK: - The state file

  private func opened() throws -> StateFile {
    if let reader { return reader }
    let state = try StateFile(path: path, access: .reader)
    reader = state
    return state
  }

  /// One look, ended when it takes too long.
  private func reading<Value>(_ body: (StateFile) throws -> Value) async throws -> Value {
    let state = try opened()
    async let _: Void = Self.interrupt(state, after: Self.patience)
    do {
      return try body(state)
    } catch {
      // It may have been replaced: the next look opens it anew.
      close()
      throw error
    }
  }

  private static func interrupt(_ state: StateFile, after limit: Duration) async {
    do {
      try await Task.sleep(for: limit)
      state.interrupt()
    } catch {}
  }
}
