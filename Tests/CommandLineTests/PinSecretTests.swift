import DriftTesting
import Foundation
import Testing

/// A bundle travels: whatever a log, a list or a file held of somebody's credentials is not in what driftd writes about them.
@Suite("driftd pin: credentials")
struct PinSecretTests {
    private static let written = "REPORT.md plan.json drift.json manifest.json"

    @Test("of an index that a log's call or a file names: neither in the report, nor in the plan, nor on the terminal")
    func indexes() throws {
        let program = try DriftdProgram()
        for name in ["original", "duplicate"] {
            try program.copyCapture(name)
            let log = String(decoding: try program.scratch.read("\(name)/logs/build-001.log"), as: UTF8.self)
            let call = "--extra-index-url https://reader:sekrit-1@pypi.example/simple -r /tmp/requirements.txt"
            #expect(log.contains("-r /tmp/requirements.txt"))
            try program.scratch.write(log.replacing("-r /tmp/requirements.txt", with: call), to: "\(name)/logs/build-001.log")
        }
        try program.scratch.write(
            "--index-url https://sekrit-2@pypi.example/simple\nsix @ https://pypi.example/six-1.0.tar.gz?token=sekrit-3\n"
                + "-e git+https://reader:sekrit-4@host.example/o/r#egg=r\n",
            to: "duplicate/repo/pre-requirements.txt"
        )
        let outcome = try program.run(["pin", "./original", "./duplicate", "-o", "b.tar.gz"])
        outcome.expectSuccess()
        let text = try program.shell("tar -xzOf b.tar.gz \(Self.written)").output
        #expect(text.contains("pypi.example"), "the call is in the plan")
        #expect(!(text + outcome.output + outcome.errors).contains("sekrit"))
        let json = try program.run(["pin", "./original", "./duplicate", "-o", "c.tar.gz", "--json"])
        #expect(!json.output.contains("sekrit"))
    }

    @Test("of a package's source: it is not pinned, and its address is shown without them")
    func sources() throws {
        let program = try DriftdProgram()
        let freeze =
            "private @ git+https://reader:sekrit@host.example/o/r@65486e4383f9f411da95937451205d3c7b61b9e1\n"
            + "wheel-one @ https://host.example/wheel_one-1-py3-none-any.whl?key=sekrit\nnumpy==1.26.4\n"
        try program.scratch.write(freeze, to: "freeze.txt")
        try program.scratch.write("---\nsdk: gradio\nsdk_version: 6.5.1\n---\n", to: "repo/README.md")
        let outcome = try program.run(["pin", "freeze.txt", "./repo", "-o", "b.tar.gz"])
        outcome.expectSuccess()
        let text = try program.shell("tar -xzOf b.tar.gz").output
        #expect(text.contains("its URL holds credentials") && !(text + outcome.output).contains("sekrit"))
        for format in ["freeze", "dockerfile", "json", "text"] {
            let shown = try program.run(
                ["show", "./freeze.txt", "--format", format] + (format == "dockerfile" ? ["--python", "3.13"] : [])
            )
            #expect(!shown.output.contains("sekrit"), "\(format): \(shown.output)")
        }
    }
}
