import DriftCore
import DriftTesting
import Testing

@Suite("A snapshot as a Dockerfile")
struct DockerfileExportTests {
    private func package(_ name: String, _ version: String?, source: String? = nil, isBuilt: Bool = false) throws -> ResolvedPackage {
        let name = try #require(PackageName(name))
        return ResolvedPackage(
            release: Release(name: name, version: version, source: source, isBuiltFromSource: isBuilt),
            evidence: Evidence(kind: .log)
        )
    }

    private func sample() throws -> EnvironmentReading {
        var reading = EnvironmentReading()
        reading.python = "3.11"
        reading.baseImage = BaseImage(reference: "docker.io/library/python:3.11", digest: "sha256:" + String(repeating: "ab", count: 32))
        reading.installers = [Installer(name: "pip", version: "25.3"), Installer(name: "pip", version: "26.0.1")]
        reading.systemPackages = [SystemPackage(name: "ffmpeg", version: "7:7.1.1-1+b1"), SystemPackage(name: "git", version: nil)]
        reading.packages = [
            try package("datasets", nil), try package("docopt", "0.6.2", isBuilt: true), try package("odd", "2004d"),
            try package("six", "1.16.0"), try package("torch", "2.1.2+cu118"),
            try package("tiny", "0.1", source: "git+https://host.example/o/tiny.git@" + String(repeating: "0a", count: 20)),
            try package("wheel-file", "1.0", source: "https://host.example/a.whl#sha256=" + String(repeating: "cd", count: 32)),
            try package("here", "1.0", source: "file:///tmp/here"), try package("pip", "26.0.1"),
        ]
        return reading
    }

    @Test("Image by digest, system packages with versions, every package in a call that resolves nothing")
    func golden() throws {
        let export = DockerfileExport(
            try sample(),
            title: "alice/app",
            indexes: ["--extra-index-url https://other.example/cpu", "--extra-index-url https://index.example/whl/cu118"]
        )
        Golden.expect(try #require(export.text), matches: "Export/Dockerfile")
    }

    @Test("With hashes, pip checks each file; what has none stands apart")
    func hashes() throws {
        let sums = [String(repeating: "2", count: 64), String(repeating: "1", count: 64)]
        let text = try #require(DockerfileExport(try sample(), title: "alice/app", hashes: ["six": sums]).text)
        #expect(text.hasPrefix("# syntax=docker/dockerfile:1\n"))
        #expect(text.contains("six==1.16.0 \\\n    --hash=sha256:\(sums[1]) \\\n    --hash=sha256:\(sums[0])\nREQUIREMENTS\n"))
        #expect(text.contains("--no-deps --require-hashes -r /tmp/requirements.txt\n"))
        #expect(text.contains("        odd===2004d"))
        #expect(!text.contains("        six"))
    }

    @Test("Without image and Python there is no Dockerfile; a Python that is given will do")
    func unknownPython() throws {
        var reading = try sample()
        (reading.baseImage, reading.python) = (nil, nil)
        #expect(DockerfileExport(reading, title: "x").text == nil)
        #expect(DockerfileExport(reading, title: "x", python: "3.12").text?.contains("\nFROM docker.io/library/python:3.12\n") == true)
    }

    @Test("Whatever stands in the evidence, each line is one that was meant")
    func hostile() throws {
        let evil = "x\nRUN touch /tmp/owned"
        var reading = EnvironmentReading()
        reading.python = evil
        reading.baseImage = BaseImage(reference: evil, digest: evil)
        #expect(DockerfileExport(reading, title: evil).text == nil)
        reading.python = "3.11"
        reading.installers = [Installer(name: "pip", version: evil)]
        reading.systemPackages = [SystemPackage(name: evil, version: "1"), SystemPackage(name: "git", version: evil)]
        reading.packages = [
            try package("a", evil), try package("b", "1.0;touch x"), try package("c", "1", source: "https://host.example/\(evil)"),
            try package("d", "1", source: "https://host.example/$(touch${IFS}x)'\"`"), try package("e", "1.0+cu118"),
        ]
        let options = ["--extra-index-url https://host.example/';touch"]
        let text = try #require(DockerfileExport(reading, title: evil, indexes: options).text)
        for line in text.split(separator: "\n") where !line.hasPrefix("#") {
            #expect(!line.contains("touch") || line.contains("'\\''"), "\(line)")
            #expect(line.hasPrefix("FROM ") || line.hasPrefix("RUN ") || line.hasPrefix("    "), "\(line)")
        }
        #expect(!text.contains("RUN touch /tmp/owned\n"))
    }
}
