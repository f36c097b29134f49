internal import Foundation

/// The built `marsad`, started as a process of its own.
package final class Program: @unchecked Sendable {
  // `Process` is used by one test at a time: started in init, then only signalled and waited for.
  private let process: Process
  private let output: URL

  /// What a run to the end gave.
  package struct Result: Sendable {
    package var status: Int32
    package var output: String
    package var errors: String
  }

  /// Beside the test runner, where the build puts both.
  package static let path: String = {
    let runner = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
    return URL(fileURLWithPath: runner ?? "").deletingLastPathComponent()
      .appendingPathComponent("marsad").path
  }()

  /// Starts it and returns; standard output and error go to files.
  ///
  /// - Parameter shell: what bash does to start it, with the command as `"$@"`.
  package init(
    _ arguments: [String], environment: [String: String] = [:], folder: String? = nil,
    shell: String? = nil
  ) throws {
    output = FileManager.default.temporaryDirectory
      .appendingPathComponent("marsad-program-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: output, withIntermediateDirectories: true)
    process = Process()
    if let shell {
      process.executableURL = URL(fileURLWithPath: "/bin/bash")
      process.arguments = ["-c", shell, "bash", Self.path] + arguments
    } else {
      process.executableURL = URL(fileURLWithPath: Self.path)
      process.arguments = arguments
    }
    var surroundings = ["PATH": "/usr/bin:/bin", "HOME": output.path]
    // What a sanitizer was told holds for the program too.
    surroundings["ASAN_OPTIONS"] = ProcessInfo.processInfo.environment["ASAN_OPTIONS"]
    process.environment = surroundings.merging(environment) { _, own in own }
    if let folder { process.currentDirectoryURL = URL(fileURLWithPath: folder) }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try Self.file(output.appendingPathComponent("out"))
    process.standardError = try Self.file(output.appendingPathComponent("err"))
    try process.run()
  }

  deinit {
    if process.isRunning { kill() }
    try? FileManager.default.removeItem(at: output)
  }

  /// Starts it and waits for its end.
  package static func run(
    _ arguments: [String], environment: [String: String] = [:], folder: String? = nil
  ) throws -> Result {
    let program = try Program(arguments, environment: environment, folder: folder)
    program.process.waitUntilExit()
    return Result(
      status: program.process.terminationStatus, output: program.standardOutput,
      errors: program.standardError)
  }

  package var isRunning: Bool { process.isRunning }
  package var processIdentifier: Int32 { process.processIdentifier }
  package var standardOutput: String { text("out") }
  package var standardError: String { text("err") }

  /// How many files it holds open now.
  package var openFiles: Int {
    let folder = "/proc/\(process.processIdentifier)/fd"
    return (try? FileManager.default.contentsOfDirectory(atPath: folder))?.count ?? 0
  }

  /// Lowers how many it may hold, as an administrator could.
  package func limitOpenFiles(to count: Int) throws {
    let command = Process()
    command.executableURL = URL(fileURLWithPath: "/usr/bin/prlimit")
    command.arguments = ["--pid", "\(process.processIdentifier)", "--nofile=\(count):"]
    try command.run()
    command.waitUntilExit()
  }

  /// After its end.
  package var exitStatus: Int32 { process.terminationStatus }

  /// What it wrote, byte for byte: `out` or `err`.
  package func bytes(_ name: String) -> [UInt8] {
    (try? Data(contentsOf: output.appendingPathComponent(name))).map { [UInt8]($0) } ?? []
  }

  package func signal(_ number: Int32) { Foundation.kill(process.processIdentifier, number) }

  /// SIGKILL, and waits until it is gone.
  package func kill() {
    signal(SIGKILL)
    process.waitUntilExit()
  }

  /// SIGTERM, and waits; its exit code.
  package func terminate() -> Int32 {
    signal(SIGTERM)
    process.waitUntilExit()
    return process.terminationStatus
  }

  private func text(_ name: String) -> String {
    (try? String(contentsOf: output.appendingPathComponent(name), encoding: .utf8)) ?? ""
  }

  private static func file(_ url: URL) throws -> FileHandle {
    _ = FileManager.default.createFile(atPath: url.path, contents: nil)
    return try FileHandle(forWritingTo: url)
  }
}
