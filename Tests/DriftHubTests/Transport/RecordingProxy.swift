import DriftTesting
import Foundation

/// A proxy that writes down every byte that its clients send it: tunnels and plain requests, like any other.
struct RecordingProxy: Sendable {
    let port: Int
    private let program: BackgroundProgram
    private let scratch: ScratchDirectory

    /// - Parameter refusal: Answer every CONNECT with this status.
    init(refusal: Int = 0) throws {
        scratch = try ScratchDirectory()
        try scratch.write("", to: "seen")
        let script = """
            import socket, sys, threading
            seen = open(sys.argv[1], "ab", buffering=0)
            listener = socket.create_server(("127.0.0.1", 0))
            print("listening on", listener.getsockname()[1], flush=True)

            def copy(source, target, record):
                try:
                    while data := source.recv(65536):
                        if record: seen.write(data)
                        target.sendall(data)
                except OSError: pass
                for end in (source, target):
                    try: end.shutdown(socket.SHUT_RDWR)
                    except OSError: pass

            def serve(client):
                head = b""
                while b"\\r\\n\\r\\n" not in head:
                    data = client.recv(65536)
                    if not data: return
                    head += data
                seen.write(head)
                method, target = head.split(b" ")[:2]
                if int(sys.argv[2]):
                    client.sendall(b"HTTP/1.1 %d No\\r\\nContent-Length: 0\\r\\n\\r\\n" % int(sys.argv[2]))
                    return client.close()
                if method == b"CONNECT":
                    host, _, port = target.rpartition(b":")
                else:
                    host, _, port = target.split(b"/")[2].rpartition(b":")
                # Names that only the proxy knows lead to this machine.
                server = socket.create_connection(("127.0.0.1", int(port)))
                if method == b"CONNECT": client.sendall(b"HTTP/1.1 200 Connection established\\r\\n\\r\\n")
                else: server.sendall(head)
                threading.Thread(target=copy, args=(server, client, False), daemon=True).start()
                copy(client, server, True)

            while True:
                threading.Thread(target=serve, args=(listener.accept()[0],), daemon=True).start()
            """
        program = try PythonScript.run(script, [scratch.path + "/seen", String(refusal)])
        port = try PythonScript.port(of: program)
    }

    func seen() throws -> [UInt8] { try scratch.read("seen") }
    func seenText() throws -> String { String(decoding: try seen(), as: UTF8.self) }
}

/// Debian's tinyproxy, as it comes.
struct Tinyproxy: Sendable {
    let port: Int
    private let program: BackgroundProgram
    private let scratch: ScratchDirectory

    static var isInstalled: Bool { ExternalProgram.isInstalled("tinyproxy") || FileManager.default.isExecutableFile(atPath: path) }
    private static let path = "/usr/bin/tinyproxy"

    /// - Parameter credentials: `user password`
    init(credentials: String? = nil) throws {
        scratch = try ScratchDirectory()
        port = try Self.freePort()
        try scratch.write("", to: "log")
        let access = credentials.map { "BasicAuth \($0)\n" } ?? ""
        try scratch.write(
            "Port \(port)\nListen 127.0.0.1\nAllow 127.0.0.1\nTimeout 60\nLogLevel Info\nLogFile \"\(scratch.path)/log\"\n\(access)",
            to: "tinyproxy.conf"
        )
        let number = port
        program = try BackgroundProgram(Self.path, ["-d", "-c", scratch.path + "/tinyproxy.conf"]) { _ in Self.answers(number) }
    }

    func log() throws -> String { String(decoding: try scratch.read("log"), as: UTF8.self) }

    private static func freePort() throws -> Int {
        let program = try PythonScript.run(
            // Closed before it is told: otherwise this listener might answer in the place of the proxy that is still to come.
            """
            import socket, time
            listener = socket.create_server(("127.0.0.1", 0))
            port = listener.getsockname()[1]
            listener.close()
            print("listening on", port, flush=True)
            time.sleep(60)
            """,
            []
        )
        return try PythonScript.port(of: program)
    }

    private static func answers(_ port: Int) -> Bool {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(UInt16(port).bigEndian)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }
}
