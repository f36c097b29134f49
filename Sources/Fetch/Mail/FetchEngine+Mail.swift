extension FetchEngine {
  /// Hands one message to a relay. Whatever the relay says is an answer; an error means that there
  /// was none that could be trusted. Cancelling the task ends the conversation.
  ///
  /// On a thread of its own: libcurl waits for the relay's farewell in a way that would hold up
  /// every other transfer.
  package func send(_ mail: MailRequest) async throws(FetchError) -> MailAnswer {
    let transfer = MailTransfer(mail)
    let outcome = await withTaskCancellationHandler {
      await withCheckedContinuation {
        (continuation: CheckedContinuation<MailTransfer.Outcome, Never>) in
        let isStarted = EngineThread.start(named: "marsad.mail") {
          continuation.resume(returning: transfer.run())
        }
        if !isStarted {
          continuation.resume(returning: .failure(transfer.error(.engine("no thread for it"))))
        }
      }
    } onCancel: {
      transfer.cancel()
    }
    return try outcome.get()
  }
}
