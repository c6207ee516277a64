import DriftTesting
import Foundation

/// A real image registry (Debian's `docker-registry`) on a port of this machine, over a directory of the test's own.
package final class RegistryProgram: Sendable {
    package enum Access: Sendable {
        /// Anybody may pull and push.
        case open
        /// User and password: `htpasswd` lines, bcrypt only.
        case passwords(String)
        /// Tokens that `realm` sells, signed with the key of `certificate` (PEM).
        case tokens(realm: String, service: String, issuer: String, certificate: String)
    }

    /// One call as the registry's own log has it.
    package struct Call: Sendable, Hashable {
        /// `GET /v2/atelier-app/manifests/latest`
        package var line: String
        package var status: Int
        /// Of the body that was sent.
        package var bytes: Int
    }

    package static var isInstalled: Bool { ExternalProgram.isInstalled("docker-registry") }

    private let process: Process
    private let scratch: ScratchDirectory
    private let storage: ScratchDirectory
    /// `http://127.0.0.1:41234`
    package let address: String

    private enum Failure: Error { case notInstalled, notStarted }

    /// - Parameter storage: Two registries may stand over one, one after the other.
    package init(storage: ScratchDirectory, access: Access = .open) throws {
        guard let program = ExternalProgram.path(named: "docker-registry") else { throw Failure.notInstalled }
        self.storage = storage
        scratch = try ScratchDirectory()
        try scratch.write(Self.configuration(storage: storage.path, access: access, scratch), to: "config.yml")
        try scratch.write("", to: "calls")
        try scratch.write("", to: "log")
        process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = ["serve", scratch.path + "/config.yml"]
        process.environment = ["OTEL_TRACES_EXPORTER": "none", "PATH": "/usr/bin:/bin"]
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: scratch.path + "/calls"))
        process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: scratch.path + "/log"))
        try process.run()
        var port: Substring?
        for _ in 0..<2400 where port == nil {
            Thread.sleep(forTimeInterval: 0.025)
            let log = String(decoding: try scratch.read("log"), as: UTF8.self)
            port = log.firstMatch(of: /listening on 127\.0\.0\.1:([0-9]+)/)?.1
        }
        guard let port else {
            kill(process.processIdentifier, SIGKILL)
            throw Failure.notStarted
        }
        address = "http://127.0.0.1:\(port)"
    }

    deinit { stop() }

    package func stop() { kill(process.processIdentifier, SIGKILL) }

    /// Every call so far, in the order of their answers.
    package func calls() throws -> [Call] {
        String(decoding: try scratch.read("calls"), as: UTF8.self).split(separator: "\n").compactMap { line in
            guard let match = line.firstMatch(of: /"([A-Z]+ [^" ]+) HTTP[^"]*" ([0-9]+) ([0-9]+)/) else { return nil }
            return Call(line: String(match.1), status: Int(match.2) ?? 0, bytes: Int(match.3) ?? 0)
        }
    }

    private static func configuration(storage: String, access: Access, _ scratch: ScratchDirectory) throws -> String {
        var text = """
            version: 0.1
            log:
              level: info
            storage:
              filesystem:
                rootdirectory: \(storage)
            http:
              addr: 127.0.0.1:0
              secret: none

            """
        switch access {
        case .open: break
        case .passwords(let lines):
            try scratch.write(lines, to: "passwords")
            text += "auth:\n  htpasswd:\n    realm: test\n    path: \(scratch.path)/passwords\n"
        case .tokens(let realm, let service, let issuer, let certificate):
            try scratch.write(certificate, to: "certificate.pem")
            text += """
                auth:
                  token:
                    realm: \(realm)
                    service: \(service)
                    issuer: \(issuer)
                    rootcertbundle: \(scratch.path)/certificate.pem

                """
        }
        return text
    }
}
