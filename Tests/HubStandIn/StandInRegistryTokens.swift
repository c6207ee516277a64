import Crypto
import Foundation

/// What the Hub sells to a registry's clients: the right to pull one image, signed (`docker-registry` calls this token authentication).
package struct StandInRegistryTokens: Sendable {
    package var service = "registry.test"
    package var issuer = "hub-stand-in"
    private let key: P256.Signing.PrivateKey
    private let certificate: String

    /// - Parameters:
    ///   - key: An elliptic-curve key of P-256, PEM.
    ///   - certificate: Of that key, PEM: what the registry trusts.
    package init(key: String, certificate: String) throws {
        self.key = try P256.Signing.PrivateKey(pemRepresentation: key)
        self.certificate = certificate.split(separator: "\n").filter { !$0.hasPrefix("-----") }.joined()
    }

    /// A JSON Web Token for pulling `repository`; `nil`: for nothing.
    func token(for repository: String?) -> String {
        let now = Int(Date().timeIntervalSince1970)
        let header: StandInJSON = ["typ": "JWT", "alg": "ES256", "x5c": [.string(certificate)]]
        let access: StandInJSON = .array(
            repository.map { [["type": "repository", "name": .string($0), "actions": ["pull"]] as StandInJSON] } ?? []
        )
        let claims: StandInJSON = [
            "iss": .string(issuer), "sub": "", "aud": .string(service), "exp": .number(Double(now + 600)), "nbf": .number(Double(now - 60)),
            "iat": .number(Double(now)), "jti": .string(UUID().uuidString), "access": access,
        ]
        let text = Self.encoded(header.bytes) + "." + Self.encoded(claims.bytes)
        let signature = (try? key.signature(for: Data(text.utf8)).rawRepresentation) ?? Data()
        return text + "." + Self.encoded(Array(signature))
    }

    private static func encoded(_ bytes: [UInt8]) -> String {
        Data(bytes).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }
}

extension StandInCall {
    /// `GET /api/registry/token?service=…&scope=repository:<name>:pull`, with `Basic` user and token, or without.
    func registryToken(_ tokens: StandInRegistryTokens) -> StandInAnswer {
        var user: String?
        if let header = request.headers["authorization"] {
            let pair = header.split(separator: " ").last.flatMap { Data(base64Encoded: String($0)) }.map {
                String(decoding: $0, as: UTF8.self)
            }
            let sides = (pair ?? "").split(separator: ":", maxSplits: 1).map(String.init)
            let owner = sides.count == 2 ? world.update { $0.users[sides[1]] } : nil
            guard let owner, owner == sides[0] else { return .refusal(401, "Invalid username or password.") }
            user = owner
        }
        guard value("service") == tokens.service else { return .refusal(400, "Unknown service") }
        let scope = (value("scope") ?? "").split(separator: ":").map(String.init)
        guard scope.count == 3, scope[0] == "repository", scope[2] == "pull" else { return .refusal(400, "Bad scope") }
        let space = world.update { state in state.spaces.values.first { $0.subdomain == scope[1] } }
        let mayPull = space.map { $0.owner == user || !$0.isPrivate && $0.hasOpenImage } ?? false
        return StandInAnswer(["token": .string(tokens.token(for: mayPull ? scope[1] : nil)), "expires_in": 600])
    }
}
