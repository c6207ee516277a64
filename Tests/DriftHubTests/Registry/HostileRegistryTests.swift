import DriftCore
import Foundation
import HubStandIn
import Testing

@testable import DriftHub

/// A stand-in that plays a registry by its faults, beside the Hub and a third host.
@Suite("Registries that are not what they should be")
struct HostileRegistryTests {
    private struct Hosts: Sendable {
        var client: HubClient
        var hub: StandIn
        var registry: StandIn
        var third: StandIn

        func open(_ repository: String = "alice-app") throws -> ImageRegistry {
            let reference = try #require(ImageReference(registry: registry.endpoint, repository: repository, tag: "latest"))
            return try ImageRegistry(client: client, reference: reference)
        }

        func answer(_ path: String, status: Int = 200, _ headers: [String: String] = [:], _ body: String = "", times: Int? = nil) {
            registry.world.add(StandInFault(path: path, .answer(status: status, headers: headers, body: body), times: times))
        }
    }

    private func with(_ body: @escaping @Sendable (Hosts) async throws -> Void) async throws {
        try await StandIn.with(StandInWorld()) { registry in
            try await StandIn.with(StandInWorld()) { third in
                try await ClientFixture.with(StandInWorld()) { fixture in
                    try await body(Hosts(client: fixture.client, hub: fixture.standIn, registry: registry, third: third))
                }
            }
        }
    }

    private static let configuration = #"{"created":"2026-07-05T07:56:10Z"}"#
    private static let configurationDigest = ContentDigest(of: Array(configuration.utf8)).description

    private static func manifest(size: Int = configuration.utf8.count, digest: String = configurationDigest) -> String {
        #"{"schemaVersion":2,"config":{"mediaType":"x","digest":"\#(digest)","size":\#(size)},"layers":[]}"#
    }

    @Test("a blob that is elsewhere is fetched without authorization, and the registry's own token stays with the registry")
    func redirects() async throws {
        try await with { hosts in
            let blob = "/v2/alice-app/blobs/\(Self.configurationDigest)"
            hosts.answer(
                "/manifests/",
                status: 401,
                ["WWW-Authenticate": #"Bearer realm="\#(hosts.hub.endpoint)/api/registry/token""#],
                times: 1
            )
            hosts.hub.world.add(
                StandInFault(path: "/api/registry/token", .answer(status: 200, headers: [:], body: #"{"access_token":"t0"}"#))
            )
            hosts.answer("/manifests/", [:], Self.manifest())
            hosts.registry.world.add(StandInFault(path: blob, .redirect(to: hosts.third.endpoint + "/cdn/blob?sig=secret", status: 307)))
            hosts.third.world.add(StandInFault(path: "/cdn/blob", .answer(status: 200, headers: [:], body: Self.configuration)))
            let image = try await hosts.open().image()
            #expect(image.configuration.created == "2026-07-05T07:56:10Z")
            #expect(hosts.registry.world.requests.map { $0.headers["authorization"] } == [nil, "Bearer t0", "Bearer t0"])
            #expect(hosts.third.world.requests.map(\.line) == ["GET /cdn/blob?sig=secret"])
            #expect(hosts.third.world.requests.allSatisfy { $0.headers["authorization"] == nil })
        }
    }

    @Test("tokens elsewhere than at the Hub or the registry are asked for without the user's, and for nothing but this image")
    func foreignRealm() async throws {
        try await with { hosts in
            let realm = hosts.third.endpoint + "/token?a=b"
            hosts.answer(
                "/v2/",
                status: 401,
                ["WWW-Authenticate": #"Bearer realm="\#(realm)",service="s",scope="repository:alice-secret:pull,push""#],
                #"{"errors":[{"code":"UNAUTHORIZED","message":"authentication required"}]}"#
            )
            hosts.third.world.add(StandInFault(path: "/token", .answer(status: 200, headers: [:], body: #"{"token":"t1"}"#)))
            let error = await hubError { try await hosts.open().image() }
            guard case .refused(let refusal)? = error else { return #expect(Bool(false), "\(String(describing: error))") }
            #expect(refusal.status == 401 && refusal.words == "authentication required")
            // Once with the token that was sold, and no more.
            #expect(hosts.registry.world.requests.map { $0.headers["authorization"] } == [nil, "Bearer t1"])
            let asked = try #require(hosts.third.world.requests.first)
            #expect(asked.target == "/token?a=b&service=s&scope=repository%3Aalice-app%3Apull")
            #expect(asked.headers["authorization"] == nil && hosts.hub.world.requests.isEmpty)
        }
    }

    @Test(
        "what is no manifest is refused in words",
        arguments: [
            "", "[]", "{}", "<html>", #"{"schemaVersion":1,"fsLayers":[]}"#,
            #"{"schemaVersion":2,"config":{"digest":"sha256:x","size":1},"layers":[]}"#,
            manifest(size: -1), manifest(digest: "sha512:" + String(repeating: "a", count: 128)),
            #"{"schemaVersion":2,"manifests":[]}"#, #"{"schemaVersion":2,"manifests":[{"digest":"x"}]}"#,
        ]
    )
    func manifests(body: String) async throws {
        try await with { hosts in
            hosts.answer("/manifests/", [:], body)
            let error = await hubError { try await hosts.open().image() }
            guard case .unexpected? = error else { return #expect(Bool(false), "\(String(describing: error))") }
        }
    }

    @Test("content that is not what its digest says, longer or shorter than announced, is refused")
    func digests() async throws {
        try await with { hosts in
            hosts.answer("/manifests/a", ["Docker-Content-Digest": "sha256:" + String(repeating: "0", count: 64)], Self.manifest())
            let reference = try #require(ImageReference(registry: hosts.registry.endpoint, repository: "alice-app", tag: "a"))
            let error = await hubError { try await ImageRegistry(client: hosts.client, reference: reference).image() }
            #expect(
                error
                    == .unexpected(url: "\(hosts.registry.endpoint)/v2/alice-app/manifests/a", reason: "is not the content of that digest")
            )
            for (size, body) in [
                (10, Self.configuration), (34, String(Self.configuration.dropLast())),
                (34, Self.configuration.replacing("2026", with: "2027")),
            ] {
                #expect(Self.configuration.utf8.count == 34)
                hosts.registry.world.update { $0.faults = [] }
                hosts.answer("/manifests/", [:], Self.manifest(size: size))
                hosts.answer("/blobs/", [:], body)
                let error = await hubError { try await hosts.open().image() }
                switch error {
                case .unexpected, .tooLarge: break
                default: #expect(Bool(false), "\(size): \(String(describing: error))")
                }
            }
        }
    }

    @Test("a registry in trouble is asked twice, one that limits calls once")
    func trouble() async throws {
        try await with { hosts in
            hosts.answer("/manifests/", status: 503)
            _ = await hubError { try await hosts.open().image() }
            #expect(hosts.registry.world.requests.count == 2)
            hosts.registry.world.update { ($0.faults, $0.requests) = ([], []) }
            hosts.answer("/manifests/", status: 429, ["Retry-After": "3600"])
            _ = await hubError { try await hosts.open().image() }
            #expect(hosts.registry.world.requests.count == 1)
            hosts.registry.world.update { ($0.faults, $0.requests) = ([], []) }
            hosts.registry.world.add(StandInFault(path: "/v2/", .redirect(to: "/v2/again", status: 302)))
            let loop = await hubError { try await hosts.open().image() }
            guard case .badRedirect? = loop else { return #expect(Bool(false), "\(String(describing: loop))") }
            #expect(hosts.registry.world.requests.count == 6)
        }
    }
}
