import DriftTesting

/// A private certificate authority, and a server's certificate for this machine that it signed.
struct CertificateAuthority: Sendable {
    let scratch: ScratchDirectory

    private enum Failure: Error { case noOpenSSL(String) }

    /// - Parameter names: What the server's certificate is for, as openssl writes it.
    init(names: String = "IP:127.0.0.1,DNS:localhost") throws {
        scratch = try ScratchDirectory()
        guard let openssl = ExternalProgram(named: "openssl") else { throw Failure.noOpenSSL("not installed") }
        try scratch.write("subjectAltName=\(names)\n", to: "extensions")
        let key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
        let calls = [
            ["req", "-x509", "-days", "3650", "-subj", "/CN=authority"] + key + ["-keyout", "authority.key", "-out", "authority.pem"],
            ["req", "-new", "-subj", "/CN=server"] + key + ["-keyout", "server.key", "-out", "server.request"],
            [
                "x509", "-req", "-in", "server.request", "-CA", "authority.pem", "-CAkey", "authority.key", "-CAcreateserial", "-days",
                "3650",
                "-extfile", "extensions", "-out", "server.pem",
            ],
        ]
        for arguments in calls {
            let result = try openssl.run(arguments, in: scratch.path)
            guard result.status == 0 else { throw Failure.noOpenSSL(result.errorText) }
        }
    }

    /// What a client must trust.
    var certificatePath: String { scratch.path + "/authority.pem" }
}

/// Takes encrypted connections for a server that does not: what a load balancer does.
struct TLSServer: Sendable {
    let port: Int
    private let program: BackgroundProgram

    init(_ authority: CertificateAuthority, before serverPort: Int) throws {
        let script = """
            import socket, ssl, sys, threading
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(sys.argv[1] + "/server.pem", sys.argv[1] + "/server.key")
            listener = socket.create_server(("127.0.0.1", 0))
            print("listening on", listener.getsockname()[1], flush=True)

            def copy(source, target):
                try:
                    while data := source.recv(65536): target.sendall(data)
                except OSError: pass
                for end in (source, target):
                    try: end.shutdown(socket.SHUT_RDWR)
                    except OSError: pass

            def serve(connection):
                try: secure = context.wrap_socket(connection, server_side=True)
                except (OSError, ssl.SSLError): return
                server = socket.create_connection(("127.0.0.1", int(sys.argv[2])))
                threading.Thread(target=copy, args=(server, secure), daemon=True).start()
                copy(secure, server)

            while True:
                threading.Thread(target=serve, args=(listener.accept()[0],), daemon=True).start()
            """
        program = try PythonScript.run(script, [authority.scratch.path, String(serverPort)])
        port = try PythonScript.port(of: program)
    }
}

/// Servers of a few lines, in the Python that every machine has.
enum PythonScript {
    private enum Failure: Error { case noPython, noPort }

    static func run(_ script: String, _ arguments: [String]) throws -> BackgroundProgram {
        guard let python = ExternalProgram.path(named: "python3") else { throw Failure.noPython }
        return try BackgroundProgram(python, ["-c", script] + arguments) { $0.contains(/listening on [0-9]+\n/) }
    }

    static func port(of program: BackgroundProgram) throws -> Int {
        guard let port = try program.printed().firstMatch(of: /listening on ([0-9]+)/).flatMap({ Int($0.1) }) else { throw Failure.noPort }
        return port
    }
}
