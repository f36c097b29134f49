import ArgumentParser
import Foundation
import State
import Text

/// Standard output and standard error. What comes from outside is escaped before it gets here.
enum Console {
  /// Whole lines to standard output. A reader that went away (`| head`) ends the command quietly.
  static func out(_ text: String) { write(text, to: STDOUT_FILENO) }

  static func error(_ text: String) { write(text, to: STDERR_FILENO) }

  /// Bytes with a newline, as they are.
  static func out(bytes: [UInt8]) { write(bytes + [0x0A], to: STDOUT_FILENO) }

  /// As it is, for what is written over again.
  static func raw(_ text: String) { write(Array(text.utf8), to: STDOUT_FILENO) }

  static func end(_ code: ExitCode) -> Never { exit(code.rawValue) }

  static var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

  /// A fault on one line. Names from the configuration may be long, but hold no surprises.
  static func line(_ fault: Fault) -> String { SafeDisplay.line(fault.description, limit: 2_000) }

  private static func write(_ text: String, to descriptor: Int32) {
    write(Array(text.utf8) + (text.hasSuffix("\n") ? [] : [0x0A]), to: descriptor)
  }

  private static func write(_ bytes: [UInt8], to descriptor: Int32) {
    _ = FileWork.writeAll(bytes[...], to: descriptor)
  }
}
