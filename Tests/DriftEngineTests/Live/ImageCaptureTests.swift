import DriftCore
import DriftEngine
import DriftHub
import DriftTesting
import Foundation
import HubStandIn
import RegistryTesting
import Testing

@Suite(
    "Captures with a real image registry",
    .enabled(if: RegistryProgram.isInstalled && ExternalProgram.isInstalled("openssl"), ExternalTool.skipReason)
)
struct ImageCaptureTests {
    private static let token = "hf_" + String(repeating: "t", count: 34)
    private static let freeze = "flask==3.0.0\nnumpy==1.26.4\n"

    /// A Space on a stand-in whose logs may not be read, and its image in a registry that takes the stand-in's tokens.
    private func capture(
        _ image: TestImage?,
        files: [String: [UInt8]] = ["README.md": Array("---\nsdk: gradio\n---\n".utf8)],
        sdk: String = "gradio",
        isOpen: Bool = true,
        damaging: (@Sendable (ScratchDirectory, TestImage.Pushed) throws -> Void)? = nil
    ) async throws -> (result: CaptureFromHub.Result, calls: [RegistryProgram.Call], pushed: TestImage.Pushed?) {
        let storage = try ScratchDirectory()
        let open = try RegistryProgram(storage: storage)
        let pushed = try await image?.push(to: open, as: "ada-tides")
        open.stop()
        if let pushed { try damaging?(storage, pushed) }
        let key = try SigningKey()
        var space = StandInSpace(name: "ada/tides", files: files)
        space.sdk = sdk
        space.hasOpenImage = isOpen
        space.extraFields["lastModified"] = "2026-07-05T07:50:00.000Z"
        let world = StandInWorld([space])
        world.update { state in
            state.users[Self.token] = "eve"
            state.registryTokens = try? key.tokens()
        }
        return try await StandIn.with(world) { standIn in
            let registry = try RegistryProgram(storage: storage, access: key.access(at: standIn))
            var configuration = HubConfiguration(endpoint: standIn.endpoint, token: HubToken(Self.token), registry: registry.address)
            configuration.retries.sleep = { _ in }
            let name = try #require(SpaceName("ada/tides"))
            let result = try await HubClient.with(configuration) { try await CaptureFromHub(client: $0).run(name) }
            return (result, try registry.calls(), pushed)
        }
    }

    private static func image(_ layers: [TestImage.Layer]) -> TestImage {
        TestImage([.noise(bytes: 3_000_000, seed: 7, command: "RUN /bin/sh -c pip install -r requirements.txt # buildkit")] + layers)
    }

    private static func list(
        _ path: String = "pipfreeze/freeze.txt",
        _ text: String = Self.freeze,
        command: String = "COPY /pipfreeze/ /pipfreeze/ # buildkit"
    ) throws -> TestImage.Layer { try .init([path: text], command: command) }

    private static func app() throws -> TestImage.Layer { try .init(["app/app.py": "import gradio\n"], command: "COPY ./ /app # buildkit") }

    private func text(_ capture: Capture, _ path: String) -> String? { capture.files[path].map { String(decoding: $0, as: UTF8.self) } }

    @Test("the platform's list is taken, and a few kilobytes of the image are read for it")
    func platformList() async throws {
        let (result, calls, pushed) = try await capture(Self.image([try Self.app(), try Self.list()]))
        #expect(text(result.capture, "freeze.txt") == Self.freeze)
        #expect(result.capture.metadata.readable["image"] == true && result.reasons["image"] == nil)
        let reading = CaptureReader.snapshot(of: result.capture).reading
        #expect(reading.isComplete && reading.packages.map(\.evidence.kind) == [.freeze, .freeze] && reading.python == "3.13.5")
        let record = try #require(text(result.capture, "image.json"))
        let digest = try #require(pushed?.digest)
        #expect(record.contains(#""reference" : "127.0.0.1:"#) && record.contains(#":latest""#) && record.contains(digest))
        #expect(record.contains(#""path" : "/pipfreeze/freeze.txt""#) && record.contains("pip install -r requirements.txt"))
        // The 401, manifest, configuration, and the one layer: the app's, which is below, is not needed.
        #expect(calls.map(\.status) == [401, 200, 200, 200])
        let sent = calls.dropFirst().reduce(0) { $0 + $1.bytes }
        #expect(sent < 3000, "\(sent) bytes")
        #expect(record.contains(#""bytes" : \#(sent)"#))
    }

    @Test("newest first: what a newer layer removes is gone, and the platform's list is better than others")
    func order() async throws {
        let removed = try await capture(Self.image([try Self.list(), try .init(["pipfreeze/.wh.freeze.txt": ""])]))
        #expect(removed.result.capture.files["freeze.txt"] == nil)
        #expect(removed.result.reasons["image"]?.hasPrefix("no list of packages in the image: 2 of its 3 layers") == true)
        let own = try Self.list("tmp/freeze.txt", "other==1\n", command: "RUN /bin/sh -c pip freeze > /tmp/freeze.txt # buildkit")
        let both = try await capture(Self.image([try Self.list(), own]))
        #expect(text(both.result.capture, "freeze.txt") == Self.freeze)
        let docker = try await capture(Self.image([own, try Self.app()]), sdk: "docker")
        #expect(text(docker.result.capture, "freeze.txt") == "other==1\n")
    }

    @Test("a list that was copied in from the repository is not what the image has")
    func committedList() async throws {
        let copied = try Self.list("home/user/app/freeze.txt", command: "COPY . /home/user/app # buildkit")
        let result = try await capture(Self.image([copied]), sdk: "docker").result
        #expect(result.capture.files["freeze.txt"] == nil && result.capture.files["image.json"] != nil)
        #expect(result.reasons["image"]?.contains("/home/user/app/freeze.txt was copied into the image") == true)
        let made = try Self.list("home/user/app/freeze.txt", command: "RUN /bin/sh -c pip freeze > freeze.txt # buildkit")
        let listed = try await capture(Self.image([made]), files: ["freeze.txt": Array("x==1\n".utf8)], sdk: "docker").result
        #expect(listed.capture.files["freeze.txt"] == nil)
        let own = try await capture(Self.image([made]), sdk: "docker").result
        #expect(text(own.capture, "freeze.txt") == Self.freeze)
    }

    @Test("the budget holds: of many small layers only so many are read, none that is larger")
    func budget() async throws {
        let layers = (0..<12).map { TestImage.Layer.noise(bytes: 250_000, seed: UInt64($0), command: "RUN /bin/sh -c true # buildkit") }
        let (result, calls, _) = try await capture(Self.image([try Self.list()] + layers))
        #expect(result.capture.files["freeze.txt"] == nil)
        #expect(result.reasons["image"]?.contains("the others would have been too much") == true)
        #expect(calls.reduce(0) { $0 + $1.bytes } < 2 << 20 + 10_000)
    }

    @Test("a layer whose bytes were changed gives nothing, and the capture is taken all the same")
    func tampered() async throws {
        let result = try await capture(Self.image([try Self.list()])) { storage, pushed in
            let digits = pushed.layers[1].dropFirst(7)
            let file = "docker/registry/v2/blobs/sha256/\(digits.prefix(2))/\(digits)/data"
            var content = try storage.read(file)
            content[content.count / 2] ^= 1
            try storage.write(content, to: file)
        }.result
        #expect(result.capture.files["freeze.txt"] == nil && result.capture.metadata.readable["image"] == false)
        #expect(result.reasons["image"]?.contains("is not the content of that digest") == true)
        #expect(result.capture.metadata.readable["repo"] == true)
    }

    @Test("an image that may not be pulled, is not there, or has no registry is a reason, not a failure")
    func unreadable() async throws {
        let refused = try await capture(Self.image([try Self.list()]), isOpen: false).result
        #expect(refused.capture.metadata.readable["image"] == false)
        #expect(refused.reasons["image"]?.contains("no access with this token (401)") == true, "\(refused.reasons)")
        let missing = try await capture(nil).result
        #expect(missing.capture.metadata.readable["image"] == false && missing.reasons["image"]?.contains("(404)") == true)
        let fixed = try await capture(Self.image([try Self.list()]), sdk: "static")
        #expect(fixed.calls.isEmpty && fixed.result.capture.metadata.readable["image"] == nil)

        let world = StandInWorld([StandInSpace(name: "ada/tides")])
        world.update { $0.users[Self.token] = "eve" }
        try await StandIn.with(world) { standIn in
            let name = try #require(SpaceName("ada/tides"))
            for registry in ["http://127.0.0.1:1", "https://registry.invalid"] {
                let configuration = HubConfiguration(endpoint: standIn.endpoint, token: HubToken(Self.token), registry: registry)
                let result = try await HubClient.with(configuration) { try await CaptureFromHub(client: $0).run(name) }
                #expect(result.capture.metadata.readable["image"] == false)
                #expect(result.reasons["image"]?.hasPrefix("no answer from \(registry)/v2/ada-tides/manifests/latest") == true)
            }
        }
    }
}
