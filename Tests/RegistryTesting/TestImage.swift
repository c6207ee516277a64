import AsyncHTTPClient
import DriftArchive
import DriftDigest
import Foundation
import NIOCore
import NIOHTTP1

/// An image made by a test, as a builder would push it.
package struct TestImage: Sendable {
    /// Whose media types the manifest bears.
    package enum Kind: Sendable, CaseIterable {
        case oci, docker
    }

    package enum Packing: Sendable {
        case gzip, zstd, plain
    }

    package struct Layer: Sendable {
        package var blob: [UInt8]
        /// `+gzip`, in the media type.
        package var suffix: String
        /// The step in the history that made it.
        package var command: String
        package var created: String

        package init(
            _ files: [String: String],
            packing: Packing = .gzip,
            command: String = "RUN /bin/sh -c true # buildkit",
            created: String = "2026-07-05T07:56:00Z"
        ) throws {
            let entries = files.map { TarArchive.Entry(path: $0.key, content: Array($0.value.utf8)) }
            let written = try TarArchive.write(entries, compression: packing == .zstd ? .zstd : .gzip)
            self.init(blob: packing == .plain ? written.tar : written.archive, packing: packing, command: command, created: created)
        }

        package init(blob: [UInt8], packing: Packing = .gzip, command: String, created: String = "2026-07-05T07:56:00Z") {
            self.blob = blob
            self.command = command
            self.created = created
            suffix =
                switch packing {
                case .gzip: "+gzip"
                case .zstd: "+zstd"
                case .plain: ""
                }
        }

        /// What does not compress, as wheels do not.
        package static func noise(bytes: Int, seed: UInt64, command: String) -> Layer {
            var state = seed
            let blob = (0..<bytes).map { _ -> UInt8 in
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return UInt8(truncatingIfNeeded: state >> 33)
            }
            return Layer(blob: blob, command: command)
        }
    }

    package var kind = Kind.oci
    /// Oldest first.
    package var layers: [Layer]
    package var created: String? = "2026-07-05T07:56:10Z"
    package var variables = ["PYTHON_VERSION=3.13.5"]
    package var labels: [String: String] = [:]
    /// Steps without a layer, before all others.
    package var settings = ["ENV PYTHON_VERSION=3.13.5"]
    /// Within a list of platforms, as builders push them, with an attestation beside.
    package var isListed = false

    package init(_ layers: [Layer]) { self.layers = layers }

    package struct Pushed: Sendable {
        /// Of the manifest for linux/amd64.
        package var digest: String
        package var manifestBytes: Int
        package var configurationBytes: Int
        package var layers: [String]
    }

    /// Puts it under `repository:latest`.
    @discardableResult
    package func push(to registry: RegistryProgram, as repository: String) async throws -> Pushed {
        let client = PushClient(base: "\(registry.address)/v2/\(repository)")
        let digests = try await layers.asyncMap { try await client.pushBlob($0.blob) }
        let configuration = try json(self.configuration)
        let configurationDigest = try await client.pushBlob(configuration)
        let manifest = try json(self.manifest(configurationDigest, configuration.count, digests))
        let type = kind == .oci ? "application/vnd.oci.image.manifest.v1+json" : "application/vnd.docker.distribution.manifest.v2+json"
        let digest = "sha256:" + SHA256Digest(of: manifest).hexadecimal
        try await client.pushManifest(manifest, type: type, name: isListed ? digest : "latest")
        if isListed {
            func entry(_ architecture: String, _ digest: String, _ size: Int) -> [String: Any] {
                ["mediaType": type, "digest": digest, "size": size, "platform": ["architecture": architecture, "os": "linux"]]
            }
            let list = try json([
                "schemaVersion": 2, "mediaType": kind == .oci ? Self.ociIndex : Self.dockerList,
                "manifests": [entry("arm64", digest, manifest.count), entry("amd64", digest, manifest.count)],
            ])
            try await client.pushManifest(list, type: kind == .oci ? Self.ociIndex : Self.dockerList, name: "latest")
        }
        return Pushed(digest: digest, manifestBytes: manifest.count, configurationBytes: configuration.count, layers: digests)
    }

    private static let ociIndex = "application/vnd.oci.image.index.v1+json"
    private static let dockerList = "application/vnd.docker.distribution.manifest.list.v2+json"

    private var configuration: [String: Any] {
        let emptySteps = settings.map { ["created": "2026-01-01T00:00:00Z", "created_by": $0, "empty_layer": true] as [String: Any] }
        let steps = layers.map { ["created": $0.created, "created_by": $0.command] as [String: Any] }
        var configuration: [String: Any] = [
            "architecture": "amd64", "os": "linux", "config": ["Env": variables, "Labels": labels], "history": emptySteps + steps,
            "rootfs": ["type": "layers", "diff_ids": layers.map { "sha256:" + SHA256Digest(of: $0.blob).hexadecimal }],
        ]
        if let created { configuration["created"] = created }
        return configuration
    }

    private func manifest(_ configuration: String, _ size: Int, _ digests: [String]) -> [String: Any] {
        let base = kind == .oci ? "application/vnd.oci.image.layer.v1.tar" : "application/vnd.docker.image.rootfs.diff.tar"
        let configurationType = kind == .oci ? "application/vnd.oci.image.config.v1+json" : "application/vnd.docker.container.image.v1+json"
        let entries = zip(layers, digests).map { layer, digest -> [String: Any] in
            let suffix = kind == .oci ? layer.suffix : layer.suffix.replacing("+", with: ".")
            return ["mediaType": base + suffix, "digest": digest, "size": layer.blob.count]
        }
        return [
            "schemaVersion": 2,
            "mediaType": kind == .oci
                ? "application/vnd.oci.image.manifest.v1+json" : "application/vnd.docker.distribution.manifest.v2+json",
            "config": ["mediaType": configurationType, "digest": configuration, "size": size], "layers": entries,
        ]
    }

    private func json(_ value: Any) throws -> [UInt8] { Array(try JSONSerialization.data(withJSONObject: value, options: [.sortedKeys])) }
}

/// The pushing half of the registry's protocol.
private struct PushClient {
    let base: String

    enum Failure: Error { case refused(String, UInt, String) }

    func pushBlob(_ content: [UInt8]) async throws -> String {
        let digest = "sha256:" + SHA256Digest(of: content).hexadecimal
        let opened = try await send(.POST, base + "/blobs/uploads/", expecting: 202)
        let location = opened.headers.first(name: "location") ?? ""
        let separator = location.contains("?") ? "&" : "?"
        _ = try await send(.PUT, location + separator + "digest=" + digest, content, type: "application/octet-stream", expecting: 201)
        return digest
    }

    func pushManifest(_ content: [UInt8], type: String, name: String) async throws {
        _ = try await send(.PUT, base + "/manifests/" + name, content, type: type, expecting: 201)
    }

    private func send(
        _ method: HTTPMethod,
        _ address: String,
        _ body: [UInt8] = [],
        type: String? = nil,
        expecting status: UInt
    ) async throws -> HTTPClientResponse {
        var request = HTTPClientRequest(url: address)
        request.method = method
        if let type { request.headers.add(name: "Content-Type", value: type) }
        request.body = .bytes(ByteBuffer(bytes: body))
        let response = try await HTTPClient.shared.execute(request, timeout: .seconds(60))
        let answer = try await response.body.collect(upTo: 1 << 20)
        guard response.status.code == status else { throw Failure.refused(address, response.status.code, String(buffer: answer)) }
        return response
    }
}

extension Array {
    fileprivate func asyncMap<Result>(_ body: (Element) async throws -> Result) async rethrows -> [Result] {
        var results: [Result] = []
        for element in self { results.append(try await body(element)) }
        return results
    }
}
