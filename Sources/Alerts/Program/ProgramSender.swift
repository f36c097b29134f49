internal import Foundation

/// Gives events to a program, one at a time.
///
/// 0 is delivered, 75 (EX_TEMPFAIL) asks for another attempt of this and all that waits, anything
/// else refuses the message.
package struct ProgramSender: Sendable {
  private let settings: ProgramSettings

  package init(settings: ProgramSettings) { self.settings = settings }

  static let temporary: Int32 = 75

  /// One attempt at a stored event. Cancelled, it ends the program, and the attempt does not count.
  package func send(_ event: [UInt8]) async -> DeliveryAnswer {
    guard let document = EventDocument(event) else {
      return DeliveryAnswer(
        failure: DeliveryFailure(
          scope: .message, kind: "event", message: "the stored event cannot be read"))
    }
    guard document.kind != .acknowledged else { return DeliveryAnswer() }
    let result: ProgramRun.Result
    do throws(ProgramRun.NotStarted) {
      let run = try ProgramRun(
        command: settings.command, variables: variables(document), input: event + [0x0A],
        timeout: settings.timeout)
      result = await run.result()
    } catch {
      return DeliveryAnswer(failure: failure(error))
    }
    return DeliveryAnswer(failure: failure(result.end), body: result.output)
  }

  private func variables(_ event: EventDocument) -> [ProgramSettings.Variable] {
    let rule = event.tree["rule"]
    let own = [
      ("MARSAD_ALERT", event.id), ("MARSAD_TYPE", event.type),
      ("MARSAD_RULE", rule["name"].string ?? ""),
      ("MARSAD_SEVERITY", rule["severity"].string ?? ""),
    ]
    return ProgramSettings.usualVariables + settings.variables
      + own.map { .init(name: $0, value: ForeignText.line($1, limit: 200)) }
  }

  private func failure(_ end: ProgramRun.End) -> DeliveryFailure? {
    switch end {
    case .exited(0): nil
    case .exited(Self.temporary):
      DeliveryFailure(
        scope: .destination, kind: "program",
        message: "the program asks to be tried again later (exit code 75)")
    case .exited(let code):
      DeliveryFailure(
        scope: .message, kind: "program", message: "the program refuses it (exit code \(code))")
    case .signalled(let number):
      DeliveryFailure(
        scope: number == SIGTERM || number == SIGKILL ? .destination : .message, kind: "program",
        message: "the program was ended by signal \(number)")
    case .timedOut:
      DeliveryFailure(
        scope: .destination, kind: "timeout",
        message: "the program did not end within \(settings.timeout.components.seconds) s; "
          + "raise exec.timeout")
    case .cut:
      DeliveryFailure(scope: .cut, kind: "cancelled", message: "cancelled")
    }
  }

  private func failure(_ error: ProgramRun.NotStarted) -> DeliveryFailure {
    let program = settings.command.first ?? ""
    return DeliveryFailure(
      scope: .destination, kind: "program",
      message: "\(program) cannot be started: \(String(cString: strerror(error.code)))",
      isMisconfigured: true)
  }
}
