import DriftCore
import DriftTesting
import Foundation
import HubStandIn
import Testing

@testable import DriftHub

@Suite("Encrypted connections", .enabled(if: ExternalProgram.isInstalled("openssl"), ExternalTool.skipReason))
struct SecureTransportTests {
    private static let token = "hf_" + String(repeating: "s", count: 34)

    /// The Hub's stand-in behind a server that takes encrypted connections only.
    static func with(
        _ authority: CertificateAuthority,
        _ body: @escaping @Sendable (_ port: Int, StandIn) async throws -> Void
    ) async throws {
        let world = StandInWorld([StandInSpace(name: "alice/app", files: ["README.md": Array("# hello\n".utf8)])])
        world.update { $0.users[Self.token] = "alice" }
        try await StandIn.with(world) { standIn in
            let server = try TLSServer(authority, before: standIn.port)
            try await body(server.port, standIn)
            withExtendedLifetime(server) {}
        }
    }

    /// Asks for the README as a user with these variables does.
    static func readme(_ variables: [String: String]) async throws -> [UInt8]? {
        var configuration = try HubConfiguration(variables: variables.merging(["HF_TOKEN": Self.token]) { $1 })
        configuration.retries.attempts = 1
        // So long a connection that is refused would be tried again, if it counted as one that may yet come.
        configuration.limits.connectTimeout = .seconds(120)
        return try await HubClient.with(configuration) { client in
            _ = try await client.space(try ClientFixture.space())
            return try await client.file("README.md", of: try ClientFixture.space(), revision: "main")
        }
    }

    @Test(
        "a private authority is trusted where a variable of the official client names it",
        arguments: ["SSL_CERT_FILE", "REQUESTS_CA_BUNDLE"]
    )
    func privateAuthority(variable: String) async throws {
        let authority = try CertificateAuthority()
        try await Self.with(authority) { port, standIn in
            for host in ["127.0.0.1", "localhost"] {
                let variables = ["HF_ENDPOINT": "https://\(host):\(port)", variable: authority.certificatePath]
                let content = try await Self.readme(variables)
                #expect(content == Array("# hello\n".utf8))
            }
            #expect(standIn.world.requests.allSatisfy { $0.headers["authorization"] == "Bearer \(Self.token)" })
        }
    }

    @Test("a directory of certificates, named as openssl names them")
    func directory() async throws {
        let authority = try CertificateAuthority()
        let openssl = try #require(ExternalProgram(named: "openssl"))
        let hash = try openssl.run(["x509", "-hash", "-noout", "-in", "authority.pem"], in: authority.scratch.path).outputText
            .filter { !$0.isWhitespace }
        try authority.scratch.write(try authority.scratch.read("authority.pem"), to: "trusted/\(hash).0")
        try await Self.with(authority) { port, _ in
            let variables = ["HF_ENDPOINT": "https://127.0.0.1:\(port)", "SSL_CERT_DIR": authority.scratch.path + "/trusted"]
            let content = try await Self.readme(variables)
            #expect(content == Array("# hello\n".utf8))
        }
    }

    @Test("nobody's certificate, one of another authority, and one for another host: no byte of the token is sent")
    func untrusted() async throws {
        let authority = try CertificateAuthority()
        try await Self.with(authority) { port, standIn in
            let endpoint = "https://127.0.0.1:\(port)"
            let other = try CertificateAuthority()
            for variables in [[:], ["SSL_CERT_FILE": other.certificatePath]] {
                let started = ContinuousClock.now
                let error = await hubError { try await Self.readme(variables.merging(["HF_ENDPOINT": endpoint]) { $1 }) }
                guard case .untrusted(_, let reason)? = error else { return #expect(Bool(false), "\(String(describing: error))") }
                #expect(reason == "no trusted authority vouches for its certificate")
                #expect(error?.hint.contains("SSL_CERT_FILE") == true && error?.isTransient == false)
                #expect(ContinuousClock.now - started < .seconds(60), "not tried again")
            }
            #expect(standIn.world.requests.isEmpty)
        }
        let foreign = try CertificateAuthority(names: "DNS:hub.example.org")
        try await Self.with(foreign) { port, standIn in
            let variables = ["HF_ENDPOINT": "https://127.0.0.1:\(port)", "SSL_CERT_FILE": foreign.certificatePath]
            let error = await hubError { try await Self.readme(variables) }
            guard case .untrusted? = error else { return #expect(Bool(false), "\(String(describing: error))") }
            #expect(standIn.world.requests.isEmpty)
        }
    }

    @Test("a file of authorities that is none is refused before anything is sent")
    func unusableFiles() throws {
        let scratch = try ScratchDirectory()
        try scratch.write("no certificate\n", to: "file")
        for (path, reason) in [
            ("/nowhere/ca.pem", "there is no /nowhere/ca.pem"),
            (scratch.path + "/file", "\(scratch.path)/file holds no certificate in PEM form"),
        ] {
            #expect(throws: HubError.badConfiguration(variable: "SSL_CERT_FILE", reason: reason)) {
                try HubConfiguration(variables: ["SSL_CERT_FILE": path])
            }
        }
        #expect(try HubConfiguration(variables: ["SSL_CERT_FILE": " "]).authorities == nil)
    }

    @Test("a redirection from an encrypted to an open address is not followed")
    func downgrade() async throws {
        let authority = try CertificateAuthority()
        try await Self.with(authority) { port, standIn in
            standIn.world.add(StandInFault(path: "/resolve/", .redirect(to: standIn.endpoint + "/open", status: 302)))
            let variables = ["HF_ENDPOINT": "https://127.0.0.1:\(port)", "SSL_CERT_FILE": authority.certificatePath]
            let error = await hubError { try await Self.readme(variables) }
            guard case .badRedirect(_, let reason)? = error else { return #expect(Bool(false), "\(String(describing: error))") }
            #expect(reason == "leads to an unencrypted address")
            #expect(!standIn.world.requestLines.contains("GET /open"))
        }
    }

    @Test("HTTPS_PROXY: a tunnel, in which the proxy sees neither the token nor what is asked for")
    func tunnel() async throws {
        let authority = try CertificateAuthority()
        try await Self.with(authority) { port, standIn in
            let proxy = try RecordingProxy()
            let variables = [
                "HF_ENDPOINT": "https://localhost:\(port)", "SSL_CERT_FILE": authority.certificatePath,
                "HTTPS_PROXY": "http://ada:pass%20word@127.0.0.1:\(proxy.port)",
            ]
            #expect(try await Self.readme(variables) == Array("# hello\n".utf8))
            let seen = try proxy.seenText()
            #expect(seen.hasPrefix("CONNECT localhost:\(port) HTTP/1.1\r\n"))
            #expect(
                seen.lowercased().contains("proxy-authorization: basic \(Data("ada:pass word".utf8).base64EncodedString().lowercased())")
            )
            #expect(try proxy.seen().range(of: Self.token) == nil && !seen.contains("/api/spaces") && !seen.contains("Bearer"))
            #expect(standIn.world.requests.allSatisfy { $0.headers["proxy-authorization"] == nil })

            let before = try proxy.seen().count
            let direct = variables.merging(["NO_PROXY": "localhost"]) { $1 }
            #expect(try await Self.readme(direct) != nil)
            #expect(try proxy.seen().count == before, "NO_PROXY goes past it")
        }
    }

    @Test("a proxy that refuses says so; one that is not there too")
    func refusingProxy() async throws {
        for (status, words) in [
            (403, "the proxy does not make a connection to that host and port"), (407, "the proxy wants other credentials"),
        ] {
            let proxy = try RecordingProxy(refusal: status)
            let variables = ["HF_ENDPOINT": "https://hub.example.org", "HTTPS_PROXY": "http://127.0.0.1:\(proxy.port)"]
            let error = await hubError { try await Self.readme(variables) }
            guard case .away(_, let reason)? = error else { return #expect(Bool(false), "\(String(describing: error))") }
            #expect(reason == words)
            #expect(try proxy.seen().range(of: Self.token) == nil)
        }
        let gone = await hubError { try await Self.readme(["HF_ENDPOINT": "https://hub.example.org", "HTTPS_PROXY": "127.0.0.1:1"]) }
        #expect(gone == .away(endpoint: "https://hub.example.org", reason: "connection refused"))
    }

    @Test(
        "a real proxy: tunnels to encrypted and to open servers, with and without credentials",
        .enabled(if: Tinyproxy.isInstalled, ExternalTool.skipReason)
    )
    func tinyproxy() async throws {
        let authority = try CertificateAuthority()
        try await Self.with(authority) { port, standIn in
            let proxy = try Tinyproxy()
            let secure = [
                "HF_ENDPOINT": "https://localhost:\(port)", "SSL_CERT_FILE": authority.certificatePath,
                "HTTPS_PROXY": "http://127.0.0.1:\(proxy.port)",
            ]
            #expect(try await Self.readme(secure) == Array("# hello\n".utf8))
            #expect(try proxy.log().contains("CONNECT localhost:\(port)"))
            let open = ["HF_ENDPOINT": standIn.endpoint, "HTTP_PROXY": "http://127.0.0.1:\(proxy.port)"]
            #expect(try await Self.readme(open) == Array("# hello\n".utf8))
            #expect(try proxy.log().contains("127.0.0.1:\(standIn.port)"))

            let guarded = try Tinyproxy(credentials: "ada secret")
            var variables = secure
            variables["HTTPS_PROXY"] = "http://127.0.0.1:\(guarded.port)"
            let error = await hubError { try await Self.readme(variables) }
            guard case .away? = error else { return #expect(Bool(false), "\(String(describing: error))") }
            variables["HTTPS_PROXY"] = "http://ada:secret@127.0.0.1:\(guarded.port)"
            #expect(try await Self.readme(variables) == Array("# hello\n".utf8))
        }
    }
}

extension [UInt8] {
    fileprivate func range(of text: String) -> Range<Data.Index>? { Data(self).range(of: Data(text.utf8)) }
}
