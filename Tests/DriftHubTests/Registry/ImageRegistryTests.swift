import DriftCore
import DriftTesting
import Foundation
import HubStandIn
import RegistryTesting
import Testing

@testable import DriftHub

@Suite(
    "A real image registry",
    .enabled(if: RegistryProgram.isInstalled && ExternalProgram.isInstalled("openssl"), ExternalTool.skipReason)
)
struct ImageRegistryTests {
    private static func image() throws -> TestImage {
        TestImage([
            .noise(bytes: 600_000, seed: 1, command: "RUN /bin/sh -c pip install -r requirements.txt # buildkit"),
            try .init(["app/app.py": "import gradio\n"], command: "COPY ./ /app # buildkit"),
            try .init(["pipfreeze/freeze.txt": "numpy==1.26.4\n"], packing: .zstd, command: "COPY /pipfreeze/ /pipfreeze/ # buildkit"),
        ])
    }

    /// A client of a stand-in, and the registry `address` as it sees it.
    private func with(
        _ registry: RegistryProgram,
        repository: String = "alice-app",
        token: String? = ClientFixture.token,
        _ body: @escaping @Sendable (ImageRegistry, StandIn) async throws -> Void
    ) async throws {
        let reference = try #require(ImageReference(registry: registry.address, repository: repository, tag: "latest"))
        try await ClientFixture.with(StandInWorld(), token: token) { fixture in
            try await body(try ImageRegistry(client: fixture.client, reference: reference), fixture.standIn)
        }
    }

    @Test(
        "manifests of both makers, alone and in a list of platforms; blobs by their digest",
        arguments: TestImage.Kind.allCases,
        [false, true]
    )
    func reading(kind: TestImage.Kind, isListed: Bool) async throws {
        let storage = try ScratchDirectory()
        let program = try RegistryProgram(storage: storage)
        var made = try Self.image()
        made.kind = kind
        made.isListed = isListed
        let pushed = try await made.push(to: program, as: "alice-app")
        try await with(program, token: nil) { registry, _ in
            let image = try await registry.image()
            #expect(image.digest.description == pushed.digest && (image.indexDigest != nil) == isListed)
            #expect(image.layers.map(\.digest.description) == pushed.layers)
            #expect(image.configuration.created == "2026-07-05T07:56:10Z" && image.configuration.variables == ["PYTHON_VERSION": "3.13.5"])
            #expect(image.steps?.compactMap(\.command).last == "COPY /pipfreeze/ /pipfreeze/ # buildkit")
            let layer = try await registry.blob(image.layers[2], limitBytes: 1000)
            #expect(layer.starts(with: [0x28, 0xB5, 0x2F, 0xFD]) && layer.count == image.layers[2].size)
            #expect(registry.bytesRead < 4000)
            // Nothing of the large layer was asked for.
            let sent = try program.calls().filter { $0.line.hasPrefix("GET") }.reduce(0) { $0 + $1.bytes }
            #expect(sent == registry.bytesRead)
            let error = await hubError { try await registry.blob(image.layers[0], limitBytes: 256 << 10) }
            guard case .tooLarge(_, 262_144)? = error else { return #expect(Bool(false), "\(String(describing: error))") }
            #expect(try program.calls().allSatisfy { !$0.line.hasSuffix(pushed.layers[0]) || !$0.line.hasPrefix("GET") })
        }
    }

    @Test("user and password, where the registry asks for them: the account's name and the token")
    func passwords() async throws {
        let storage = try ScratchDirectory()
        let open = try RegistryProgram(storage: storage)
        let pushed = try await Self.image().push(to: open, as: "alice-app")
        open.stop()
        // bcrypt of `ClientFixture.token`.
        let line = "alice:$2b$04$HLfcDjD4b2C6tQ9NYKSBIOyYWihAgd3if6nTO6IN/pgOS.KCLu.N6\n"
        let program = try RegistryProgram(storage: storage, access: .passwords(line))
        try await with(program) { registry, standIn in
            let image = try await registry.image()
            #expect(image.digest.description == pushed.digest)
            // The name is asked for once, and every call after the first 401 goes through at once.
            #expect(standIn.world.requestLines == ["GET /api/whoami-v2"])
            #expect(try program.calls().map(\.status) == [401, 200, 200])
        }
        try await with(program, token: nil) { registry, _ in
            let error = await hubError { try await registry.image() }
            guard case .refused(let refusal)? = error else { return #expect(Bool(false), "\(String(describing: error))") }
            #expect(refusal.status == 401 && refusal.words?.contains("authentication required") == true)
        }
    }

    @Test("tokens, sold by the Hub for user and token: to whoever may pull, and to nobody else")
    func tokens() async throws {
        let storage = try ScratchDirectory()
        let open = try RegistryProgram(storage: storage)
        let pushed = try await Self.image().push(to: open, as: "alice-app")
        open.stop()
        let key = try SigningKey()
        let world = StandInWorld([StandInSpace(name: "alice/app"), StandInSpace(name: "bob/app")])
        world.update { state in
            state.registryTokens = try? key.tokens()
            state.spaces["alice/app"]?.isPrivate = true
        }
        try await ClientFixture.with(world) { fixture in
            let program = try RegistryProgram(storage: storage, access: key.access(at: fixture.standIn))
            @Sendable func registry(_ repository: String, _ client: HubClient) throws -> ImageRegistry {
                let reference = try #require(ImageReference(registry: program.address, repository: repository, tag: "latest"))
                return try ImageRegistry(client: client, reference: reference)
            }
            #expect(try await registry("alice-app", fixture.client).image().digest.description == pushed.digest)
            #expect(try program.calls().map(\.status) == [401, 200, 200])
            let token = try #require(fixture.standIn.world.requests.last)
            #expect(token.target == "/api/registry/token?service=registry.test&scope=repository%3Aalice-app%3Apull")
            let pair = Data("alice:\(ClientFixture.token)".utf8).base64EncodedString()
            #expect(token.headers["authorization"] == "Basic \(pair)")
            // Public, and not there.
            let missing = await hubError { try await registry("bob-app", fixture.client).image() }
            guard case .refused(let refusal)? = missing else { return #expect(Bool(false), "\(String(describing: missing))") }
            #expect(refusal.status == 404)
            // Somebody else's private one: the token that the Hub sells is good for nothing.
            world.update { $0.users[ClientFixture.token] = "eve" }
            var configuration = HubConfiguration(endpoint: fixture.standIn.endpoint, token: HubToken(ClientFixture.token))
            configuration.retries.sleep = { _ in }
            try await HubClient.with(configuration) { client in
                let refused = await hubError { try await registry("alice-app", client).image() }
                guard case .refused(let refusal)? = refused else { return #expect(Bool(false), "\(String(describing: refused))") }
                #expect(refusal.status == 401)
            }
        }
    }

    @Test("a blob whose bytes were changed is refused, and so is one that is not there")
    func tampered() async throws {
        let storage = try ScratchDirectory()
        let program = try RegistryProgram(storage: storage)
        try await Self.image().push(to: program, as: "alice-app")
        try await with(program) { registry, _ in
            let image = try await registry.image()
            let digits = image.layers[2].digest.description.dropFirst(7)
            let file = "docker/registry/v2/blobs/sha256/\(digits.prefix(2))/\(digits)/data"
            var content = try storage.read(file)
            content[content.count - 1] ^= 1
            try storage.write(content, to: file)
            let error = await hubError { try await registry.blob(image.layers[2], limitBytes: 10_000) }
            guard case .unexpected(let url, let reason)? = error else { return #expect(Bool(false), "\(String(describing: error))") }
            #expect(reason == "is not the content of that digest" && url.hasSuffix(String(digits)))
            try FileManager.default.removeItem(atPath: storage.path + "/" + file)
            guard case .refused(let refusal)? = await hubError({ try await registry.blob(image.layers[2], limitBytes: 10_000) }) else {
                return #expect(Bool(false))
            }
            #expect(refusal.status == 404)
        }
    }
}
