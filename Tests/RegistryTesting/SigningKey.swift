import DriftTesting
import HubStandIn

/// A key of a test's own, that a stand-in signs a registry's tokens with.
package struct SigningKey: Sendable {
    private let key: String
    private let certificate: String

    private enum Failure: Error { case noOpenSSL(String) }

    package init() throws {
        let scratch = try ScratchDirectory()
        guard let openssl = ExternalProgram(named: "openssl") else { throw Failure.noOpenSSL("not installed") }
        for arguments in [
            ["ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", "key.pem"],
            ["req", "-x509", "-new", "-key", "key.pem", "-days", "3650", "-subj", "/CN=hub-stand-in", "-out", "certificate.pem"],
        ] {
            let result = try openssl.run(arguments, in: scratch.path)
            guard result.status == 0 else { throw Failure.noOpenSSL(result.errorText) }
        }
        key = String(decoding: try scratch.read("key.pem"), as: UTF8.self)
        certificate = String(decoding: try scratch.read("certificate.pem"), as: UTF8.self)
    }

    package func tokens() throws -> StandInRegistryTokens { try StandInRegistryTokens(key: key, certificate: certificate) }

    /// What the registry must know to take them.
    package func access(at standIn: StandIn) -> RegistryProgram.Access {
        .tokens(realm: standIn.endpoint + "/api/registry/token", service: "registry.test", issuer: "hub-stand-in", certificate: certificate)
    }
}
