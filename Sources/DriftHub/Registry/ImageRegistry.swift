import AsyncHTTPClient
import DriftCore
import Foundation
import NIOHTTP1
import Synchronization

/// An image registry, as far as reading one image needs it. Its calls throw `HubError`, or `CancellationError`.
///
/// Manifests and blobs: https://distribution.github.io/distribution/spec/api/; tokens: https://distribution.github.io/distribution/spec/auth/token/.
/// What is read is held against its digest. The user's token goes to the Hub and to this registry only, never over an open line, and buys no
/// more than the right to pull this one image; where a blob is elsewhere, nothing goes along.
package final class ImageRegistry: Sendable {
    package let reference: ImageReference
    private let client: HubClient
    private let origin: HubOrigin
    private let state = Mutex((authorization: String?.none, bytes: 0))

    /// - Throws: `HubError.badConfiguration` for an address that is none.
    package init(client: HubClient, reference: ImageReference) throws(HubError) {
        guard let origin = HubOrigin(reference.registry), origin.isUsable else {
            throw .badConfiguration(variable: "DRIFTD_REGISTRY", reason: "it is no address")
        }
        self.client = client
        self.reference = reference
        self.origin = origin
    }

    /// Bytes of manifests, configurations and layers received so far.
    package var bytesRead: Int { state.withLock(\.bytes) }

    /// The image for the platform that Spaces run on: `linux/amd64`.
    package func image() async throws -> RegistryImage {
        var (manifest, digest) = try await manifest(reference.tag, isAddress: false)
        var indexDigest: ContentDigest?
        if case .index(let entries) = manifest {
            let url = address("manifests/\(reference.tag)")
            guard let entry = entries.first(where: { $0.system == "linux" && $0.architecture == "amd64" }) else {
                throw HubError.unexpected(url: url, reason: "lists no image for linux/amd64")
            }
            indexDigest = digest
            (manifest, digest) = try await self.manifest(entry.blob.digest.description, isAddress: true)
        }
        guard case .image(let config, let layers) = manifest else {
            throw HubError.unexpected(url: address("manifests/\(digest)"), reason: "is a list within a list")
        }
        let content = try await blob(config, limitBytes: Self.documentBytes)
        return RegistryImage(
            reference: reference,
            indexDigest: indexDigest,
            digest: digest,
            configuration: try decoded(ImageConfiguration.self, from: content, at: address("blobs/\(config.digest)")),
            configurationBlob: config,
            layers: layers
        )
    }

    /// The content of a configuration or layer.
    package func blob(_ blob: ImageBlob, limitBytes: Int) async throws -> [UInt8] {
        let url = address("blobs/\(blob.digest)")
        guard blob.size <= limitBytes else { throw HubError.tooLarge(url: url, limitBytes: limitBytes) }
        let content = try await read(url, accept: "*/*", limitBytes: blob.size).body
        guard content.count == blob.size, blob.digest.matches(content) else {
            throw HubError.unexpected(url: url, reason: "is not the content of that digest")
        }
        return content
    }

    /// The distribution specification has registries refuse manifests over 4 MiB; those of Spaces have a few kilobytes.
    private static let documentBytes = 1 << 20
    private static let tokenBytes = 64 << 10

    private func address(_ path: String) -> String { "\(reference.registry)/v2/\(reference.repository)/\(path)" }

    private func manifest(_ name: String, isAddress: Bool) async throws -> (ImageManifest, ContentDigest) {
        let url = address("manifests/\(name)")
        let answer = try await read(url, accept: ImageManifest.mediaTypes.joined(separator: ", "), limitBytes: Self.documentBytes)
        let digest = ContentDigest(of: answer.body)
        // A tag names no digest of its own: then the registry's word is held against the content.
        let named = isAddress ? name : answer.headers["docker-content-digest"] ?? digest.description
        guard named == digest.description else { throw HubError.unexpected(url: url, reason: "is not the content of that digest") }
        return (try decoded(ImageManifest.self, from: answer.body, at: url), digest)
    }

    private func decoded<Value: Decodable>(_ type: Value.Type, from content: [UInt8], at url: String) throws -> Value {
        do {
            return try JSONDecoder().decode(type, from: Data(content))
        } catch {
            throw HubError.unexpected(url: url, reason: "is no image manifest that driftd can read")
        }
    }
}

// MARK: - Calls

extension ImageRegistry {
    private struct Challenged: Error {
        var answer: HubAnswer
    }

    /// One call, with the challenge that it meets the first time.
    private func read(_ url: String, accept: String, limitBytes: Int) async throws -> HubAnswer {
        var request = HubRequest.get(url, limitBytes: limitBytes)
        request.accept = accept
        do {
            return try await retrying(request)
        } catch let challenged as Challenged {
            guard let header = challenged.answer.headers["www-authenticate"], let challenge = RegistryChallenge(header),
                let authorization = try await authorization(answering: challenge)
            else { throw refused(challenged.answer) }
            state.withLock { $0.authorization = authorization }
        }
        do {
            return try await retrying(request)
        } catch let challenged as Challenged {
            throw refused(challenged.answer)
        }
    }

    private func refused(_ answer: HubAnswer) -> HubError { .refused(client.refusal(answer, "GET")) }

    /// Twice at most: a registry in trouble must not hold up the capture, which does without it.
    private func retrying(_ request: HubRequest) async throws -> HubAnswer {
        do {
            return try await once(request)
        } catch let error as HubError {
            switch error {
            case .cut: break
            case .refused(let refusal) where refusal.isTransient && !refusal.isRateLimit: break
            default: throw error
            }
            try await client.configuration.retries.sleep(client.configuration.retries.firstDelay)
            return try await once(request)
        }
    }

    /// Follows redirections; what is elsewhere is asked for without authorization.
    private func once(_ request: HubRequest) async throws -> HubAnswer {
        let authorization = state.withLock(\.authorization)
        var address = request.target
        for _ in 0...5 {
            let isOwn = HubOrigin(address)?.isSame(as: origin) ?? false
            let response = try await client.transport.open(
                address,
                request,
                authorization: isOwn ? authorization.map { .value($0) } ?? .none : .none,
                idleTimeout: client.limits.idleTimeout
            )
            await client.traffic.record(nil, bucket: "registry")
            let url = HubTransport.shown(address)
            if let location = Redirection.location(of: response) {
                address = try Redirection.target(location, from: address, method: request.method)
                continue
            }
            let isGood = (200...299).contains(response.status.code)
            let limit = isGood ? request.limitBytes : Self.tokenBytes
            let body = try await client.transport.body(of: response, limitBytes: limit, url: url)
            let answer = HubAnswer(response, body: body, url: url)
            if answer.status == 401, isOwn { throw Challenged(answer: answer) }
            guard isGood else { throw refused(answer) }
            state.withLock { $0.bytes += body.count }
            return answer
        }
        throw HubError.badRedirect(url: request.target, reason: "does so more than five times")
    }
}

// MARK: - Authorization

extension ImageRegistry {
    private struct TokenAnswer: Decodable {
        var token: String?
        var accessToken: String?

        private enum CodingKeys: String, CodingKey {
            case token
            case accessToken = "access_token"
        }
    }

    /// `nil`: the challenge asks for what is not there, or must not be given.
    private func authorization(answering challenge: RegistryChallenge) async throws -> String? {
        switch challenge {
        case .basic: return try await credentials(for: origin)
        case .bearer(let realm, let service):
            guard let target = HubOrigin(realm), target.isUsable, target.isConfidential || target.scheme == origin.scheme else {
                throw HubError.badRedirect(url: HubTransport.shown(realm), reason: "is no usable address of a token")
            }
            var request = HubRequest.get(realm, limitBytes: Self.tokenBytes)
            // The scope is not taken from the challenge: a registry could ask for the right to another image of the user's.
            request.query = [(name: "scope", value: "repository:\(reference.repository):pull")]
            if let service { request.query.insert((name: "service", value: service), at: 0) }
            let answer = try await token(request, credentials: try await credentials(for: target), isHub: target.isSame(as: hub))
            let tokens = try decoded(TokenAnswer.self, from: answer.body, at: answer.url)
            guard let token = tokens.token ?? tokens.accessToken, let value = HubToken(token) else {
                throw HubError.unexpected(url: answer.url, reason: "holds no token")
            }
            return value.authorization
        }
    }

    private var hub: HubOrigin { client.transport.origin }

    private func token(_ request: HubRequest, credentials: String?, isHub: Bool) async throws -> HubAnswer {
        let address = request.address(at: "")
        let bucket = isHub ? HubClient.bucket(of: address) : "registry"
        if isHub { try await client.admit(bucket) }
        let response = try await client.transport.open(
            address,
            request,
            authorization: credentials.map { .value($0) } ?? .none,
            idleTimeout: client.limits.idleTimeout
        )
        let url = HubTransport.shown(address)
        let body = try await client.transport.body(of: response, limitBytes: request.limitBytes, url: url)
        let answer = HubAnswer(response, body: body, url: url)
        await client.traffic.record(answer.rateLimit, bucket: bucket)
        guard answer.status == 200 else { throw refused(answer) }
        return answer
    }

    /// User and token for somebody who may have them: the Hub, and the registry that the user named or the Hub runs.
    private func credentials(for target: HubOrigin) async throws -> String? {
        guard let token = client.configuration.token, target.isSame(as: hub) || target.isSame(as: origin),
            target.isConfidential || target.isSame(as: hub)
        else { return nil }
        return token.basicAuthorization(user: try await client.accountName())
    }
}
