import DriftCore
import Testing

@testable import DriftLogs

/// Where local versions came from.
@Suite struct IndexEvidenceTests {
    private static let whl = "https://download.pytorch.org/whl"
    private static let file = "torch-2.1.0%2Bcu118-cp311-cp311-linux_x86_64.whl"

    private func index(_ command: String, _ lines: String..., item: String = "torch-2.1.0+cu118") -> String? {
        let name = item.prefix { $0 != "-" }
        let output = lines + ["Installing collected packages: \(name)", "Successfully installed \(item)", "DONE 3.1s"]
        let log = SampleBuild("RUN \(command)\nCollecting \(name)\n" + output.joined(separator: "\n")).text
        return EnvironmentReading.of(log).packages.first?.index
    }

    @Test(
        "the log shows it",
        arguments: [
            ("pip install -r r.txt", ["Looking in indexes: https://pypi.org/simple, \(whl)/cu118"], "\(whl)/cu118"),
            (
                "pip install -r r.txt", ["Looking in indexes: https://pypi.org/simple, https://u:****@h.example/simple/"],
                "https://h.example/simple"
            ),
            ("pip install -r r.txt", ["  Downloading \(whl)/cu118/\(file) (2267.3 MB)"], "\(whl)/cu118"),
            ("pip install -r r.txt", ["  Using cached \(whl)/cu118/\(file) (2267.3 MB)"], "\(whl)/cu118"),
            (
                "pip install -r r.txt",
                [
                    "Looking in indexes: https://pypi.org/simple, \(whl)/cu121, \(whl)/cu118",
                    "  Downloading https://download-r2.pytorch.org/whl/cu118/\(file) (2267.3 MB)",
                ], "\(whl)/cu118"
            ),
            ("pip install torch --extra-index-url \(whl)/cu118 --extra-index-url \(whl)/cpu", [], "\(whl)/cu118"),
            ("pip install torch -i \(whl)/cu118", [], "\(whl)/cu118"),
            ("pip install torch -f \(whl)/torch_stable.html", [], "\(whl)/torch_stable.html"),
            (
                "pip install torch -f \(whl)/torch_stable.html",
                ["Looking in links: \(whl)/torch_stable.html", "  Downloading \(whl)/cu118/\(file) (2267.3 MB)"], "\(whl)/torch_stable.html"
            ),
            ("pip install --extra-index-url https://user:s3cret@h.example/simple?token=s3cret torch", [], "https://h.example/simple"),
        ] as [(String, [String], String)]
    )
    func shown(command: String, lines: [String], expected: String) {
        let output =
            ["Collecting torch"] + lines + [
                "Installing collected packages: torch, click", "Successfully installed click-8.1.7 torch-2.1.0+cu118", "DONE 3.1s",
            ]
        let reading = EnvironmentReading.of(SampleBuild("RUN \(command)\n" + output.joined(separator: "\n")).text)
        #expect(reading.packages.map(\.index) == [nil, expected])
    }

    @Test("what the log does not tell is not guessed")
    func unknown() {
        #expect(index("pip install torch") == nil)
        #expect(index("pip install torch --extra-index-url \(Self.whl)/a --extra-index-url \(Self.whl)/b") == nil)
        #expect(index("pip install torch --extra-index-url ${INDEX}") == nil)
        #expect(index("pip install torch", "  Downloading \(Self.whl)/cu118/other-2.1.0%2Bcu118-cp311-cp311-linux_x86_64.whl") == nil)
        #expect(index("pip install torch -i \(Self.whl)/cu118", item: "torch-2.1.0") == nil)
    }

    @Test("uv's options name it as well")
    func uv() {
        let log = SampleBuild(
            "RUN uv pip install --system torch --index pytorch=\(Self.whl)/cu118\nInstalled 1 package in 3ms\n + torch==2.1.0+cu118\nDONE 1s"
        ).text
        #expect(EnvironmentReading.of(log).packages.first?.index == "\(Self.whl)/cu118")
    }
}
