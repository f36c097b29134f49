internal import Foundation
internal import Glibc

/// Stands before a server of plain text on the loopback and speaks TLS to its clients, from the
/// first byte or after STARTTLS (RFC 3207), and passes on what they say.
///
///     let relay = try MailServer()
///     let front = try TLSFront(of: relay.port, begins: .withSTARTTLS)
///     … front.port, front.certificateFile …
package final class TLSFront: Sendable {
  package enum Beginning: String, Sendable {
    case atOnce
    case withSTARTTLS
  }

  package static let isAvailable =
    TLSCertificate.isAvailable && FileManager.default.isExecutableFile(atPath: python)

  package let port: Int
  /// The certificate that a client must trust.
  package var certificateFile: String { certificate.file }
  private let certificate: TLSCertificate
  private let process: Int32

  private static let python = "/usr/bin/python3"

  package init(
    of inner: Int, begins: Beginning, fault: TLSCertificate.Fault = .none
  ) throws {
    certificate = try TLSCertificate(fault)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Self.python)
    process.arguments = [
      "-c", Self.script, "\(inner)", begins.rawValue, certificate.file, certificate.keyFile,
    ]
    let output = Pipe()
    process.standardOutput = output
    process.standardInput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    self.process = process.processIdentifier
    let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
    port = Int(line.trimmingCharacters(in: .whitespacesAndNewlines)) ?? 0
  }

  deinit {
    // The child may have inherited a mask that blocks SIGTERM.
    kill(process, SIGKILL)
  }

  /// One thread for each connection; one side at a time, since TLS is read and written by one.
  private static let script = """
    import select, socket, ssl, sys, threading

    inner, beginning, certificate, key = sys.argv[1:]
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)

    def line(connection):
        got = b""
        while not got.endswith(b"\\n"):
            byte = connection.recv(1)
            if not byte:
                raise OSError
            got += byte
        return got

    def open_up(client):
        client.sendall(b"220 front.example ESMTP\\r\\n")
        while True:
            said = line(client).upper()
            if said.startswith(b"EHLO"):
                client.sendall(b"250-front.example\\r\\n250 STARTTLS\\r\\n")
            elif said.startswith(b"STARTTLS"):
                client.sendall(b"220 go ahead\\r\\n")
                return
            else:
                client.sendall(b"530 5.7.0 STARTTLS comes first\\r\\n")

    def serve(client):
        try:
            if beginning == "withSTARTTLS":
                open_up(client)
            client = context.wrap_socket(client, server_side=True)
            server = socket.create_connection(("127.0.0.1", int(inner)))
            if beginning == "withSTARTTLS":
                line(server)
            while True:
                ready = [client] if client.pending() else select.select([client, server], [], [])[0]
                for side in ready:
                    data = side.recv(16384)
                    if not data:
                        return
                    (server if side is client else client).sendall(data)
        except (OSError, ssl.SSLError):
            pass
        finally:
            client.close()
            if "server" in locals():
                server.close()

    listener = socket.create_server(("127.0.0.1", 0))
    print(listener.getsockname()[1], flush=True)
    while True:
        threading.Thread(target=serve, args=(listener.accept()[0],), daemon=True).start()
    """
}
