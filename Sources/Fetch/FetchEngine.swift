internal import CCurl
internal import Glibc

/// Every transfer of the daemon: libcurl's multi interface on one thread of its own.
///
///     let engine = FetchEngine()
///     let response = try await engine.fetch(FetchRequest(url: url, source: "Al-Sharq News"))
///     await engine.shutdown()
///
/// Requests of polls and articles obey robots.txt and the manners of their host, follow redirects
/// hop by hop and reach public addresses alone, save those allowed. Cancelling the task ends its
/// transfer. Safe from any thread.
package final class FetchEngine: Sendable {
  typealias Outcome = Result<FetchResponse, FetchError>

  private let mailbox = Mailbox()

  package init(settings: EngineSettings = EngineSettings()) {
    _ = Self.isGloballyReady
    EngineLoop.start(settings: settings, mailbox: mailbox)
  }

  deinit { _ = mailbox.send(.stop(nil)) }

  /// Carries one request out. Every HTTP status is a response; an error means that there was none
  /// that could be trusted.
  package func fetch(_ request: FetchRequest) async throws(FetchError) -> FetchResponse {
    let id = mailbox.newID()
    let outcome = await withTaskCancellationHandler {
      await withCheckedContinuation { (continuation: CheckedContinuation<Outcome, Never>) in
        guard mailbox.send(.start(id: id, request, continuation)) else {
          continuation.resume(
            returning: .failure(
              FetchError(
                source: request.source, url: WebTarget.withoutSecrets(request.url),
                reason: .stopped)))
          return
        }
        // A cancellation that came before the start found nothing to cancel.
        if Task.isCancelled { _ = mailbox.send(.cancel(id: id)) }
      }
    } onCancel: {
      _ = mailbox.send(.cancel(id: id))
    }
    return try outcome.get()
  }

  /// Returns when the engine's thread has gone once round its loop: a sign of life for watchdogs.
  package func ping() async {
    await withCheckedContinuation { continuation in
      if !mailbox.send(.ping(continuation)) { continuation.resume() }
    }
  }

  /// Ends every transfer with `stopped` and returns when the thread has freed what it held.
  package func shutdown() async {
    await withCheckedContinuation { continuation in
      if !mailbox.send(.stop(continuation)) { continuation.resume() }
    }
  }

  /// libcurl and what it was built with, as `libcurl/7.88.1 OpenSSL/3.0.22 …`.
  package static var versions: String { String(cString: curl_version()) }

  private static let isGloballyReady: Bool = curl_global_init(Int(CURL_GLOBAL_ALL)) == CURLE_OK
}
