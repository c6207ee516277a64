import DriftCore
import Testing

@testable import DriftLogs

/// Four times the log costs about four times the work, whatever is in it.
@Suite(.serialized) struct GrowthTests {
    struct Shape: Sendable, CustomTestStringConvertible {
        var name: String
        /// The larger log's size in its own unit; the smaller one has a quarter.
        var size: Int
        var log: @Sendable (Int) -> String
        var testDescription: String { name }
    }

    private static func text(_ count: Int, _ line: (Int) -> String) -> String {
        var result = ""
        for index in 0..<count { result += line(index) }
        return result
    }

    static let head = SampleBuild(isPushed: false).text
    static let twoImages = SampleBuild(images: [SampleBuild.python311, StageLanesTests.slim], isPushed: false).text

    static let shapes: [Shape] = [
        Shape(name: "one long line", size: 1_000_000) {
            head + "--> RUN pip install x\n" + String(repeating: "Successfully", count: $0 / 12)
        },
        Shape(name: "headers", size: 10_000) { head + text($0) { "--> RUN pip install a\($0)\n" } },
        Shape(name: "headers of two stages", size: 4_000) { twoImages + text($0) { "--> RUN pip install a\($0)\nDONE 0.1s\n" } },
        Shape(name: "open steps of two stages", size: 2_000) { count in
            twoImages + text(count) { "--> RUN pip install a\($0)\n" } + text(count) { "--> RUN pip install a\($0)\nDONE 0.1s\n" }
        },
        Shape(name: "silent upgrades", size: 800) {
            head
                + text($0) {
                    "--> RUN pip install a\($0)\nSuccessfully installed a\($0)-1.0\nDONE 2.0s\n--> RUN pip install -U -r x\nDONE 2.0s\n"
                }
        },
        Shape(name: "interleavings", size: 10_000) { head + text($0) { "--> RUN pip install a\($0 % 50)\nCollecting a\($0)\n" } },
        Shape(name: "failing steps", size: 2_000) { count in
            head + text(count) { "--> RUN pip install a\($0)\n" }
                + text(count) { "--> ERROR: process \"/bin/sh -c pip install b\($0)\" did not complete successfully: exit code: 1\n" }
        },
        Shape(name: "builds", size: 1_000) {
            text($0) { "===== Build Queued at 2026-06-19 09:14:10 / Commit SHA: a\($0) =====\n--> RUN pip install flask\nCACHED\n" }
        },
        Shape(name: "builds with results", size: 1_000) {
            text($0) {
                "===== Build Queued at 2026-06-19 09:14:10 / Commit SHA: a =====\n--> RUN pip install a\nCollecting a\nSuccessfully installed a-\($0)\nDONE 1.0s\n--> RUN pip install a\nCACHED\n"
            }
        },
        Shape(name: "steps that install", size: 2_000) {
            head
                + text($0) {
                    "--> RUN pip install a\($0)\nCollecting a\($0)\nInstalling collected packages: a\($0)\nSuccessfully installed a\($0)-1.0\nDONE 0.1s\n"
                }
        },
        Shape(name: "installed words", size: 10_000) {
            head + "--> RUN pip install x\nSuccessfully installed" + text($0) { " a\($0)-1.\($0)" } + "\nDONE 0.1s\n"
        },
        Shape(name: "installed lines", size: 2_000) {
            head + "--> RUN pip install x\n" + text($0) { "Installing collected packages: a\($0)\nSuccessfully installed a\($0)-1.0\n" }
        },
        Shape(name: "installed lines past the limit", size: 250) { count in
            head + "--> RUN pip install x\n" + String(repeating: "Would install x-1\n", count: StepOutput.maximumEvents)
                + text(count) { "Successfully installed a\($0)-1.0\nx\n" }
        },
        Shape(name: "collected words and sources", size: 2_000) { count in
            head + "--> RUN pip install x\n"
                + text(count) {
                    "Collecting a\($0)@ git+https://github.com/o/a\($0)@main\n  Resolved https://github.com/o/a\($0) to commit \(String(repeating: "3f2a", count: 10))\n"
                }
        },
        Shape(name: "requirements and output", size: 1_000) { count in
            head + "--> RUN pip install" + text(count) { " a\($0)" } + "\n"
                + text(count) { "Requirement already satisfied: b\($0) in /x/site-packages (1.\($0))\n" }
        },
        Shape(name: "commands", size: 10_000) { head + "--> RUN " + text($0) { "pip install a\($0) && " } + "true\nDONE 0.1s\n" },
        Shape(name: "environments", size: 4_000) {
            head + "--> RUN uv sync\n" + text($0) { "Using Python 3.11.15 environment at: /a\($0)\n" }
        },
        Shape(name: "open brackets", size: 50_000) {
            head + "--> RUN pip install " + String(repeating: "a$(", count: $0) + "\nDONE 0.1s\n"
        },
        Shape(name: "open quotes", size: 50_000) { head + "--> RUN pip install " + String(repeating: "\"'", count: $0) + "\nDONE 0.1s\n" },
        Shape(name: "nested shells", size: 25_000) { head + "--> RUN " + String(repeating: "sh -c \\\"", count: $0) + "\nDONE 0.1s\n" },
        Shape(name: "conditions", size: 25_000) { head + "--> RUN " + String(repeating: "if ", count: $0) + "\nDONE 0.1s\n" },
        Shape(name: "progress bars", size: 100_000) { head + "--> RUN pip install x\n" + String(repeating: "\r10%", count: $0) },
        Shape(name: "escapes", size: 100_000) { head + "--> RUN pip install x\n" + String(repeating: "\u{1B}[", count: $0) },
        Shape(name: "vertices", size: 5_000) { text($0) { "#\($0) [1/2] RUN pip install a\($0)\n#\($0) 0.1 Collecting a\n" } },
        Shape(name: "copies between stages", size: 1_000) { count in
            twoImages + "--> RUN pip install x\nSuccessfully installed" + text(count) { " a\($0)-1" } + "\nDONE 0.1s\n"
                + text(count) { _ in "--> COPY --from=builder /usr/local /usr/local\nDONE 0.1s\n" }
        },
        Shape(name: "copies of everything", size: 40) { count in
            head + "--> RUN python -m venv /opt/venv && /opt/venv/bin/pip install x\nSuccessfully installed x-1\nDONE 0.1s\n"
                + text(count) { "--> COPY --from=builder / /c\($0)\nDONE 0.1s\n" }
        },
        Shape(name: "variables of the image", size: 2_000) { count in
            head + text(count) { "--> ENV PIP_A\($0)=1 PIP_B\($0)=$PIP_A\($0)\nDONE 0.0s\n" }
                + text(count) { "--> RUN $A/pip install a\($0)\nDONE 0.1s\n" }
        },
        Shape(name: "paths of the image", size: 2_000) { count in
            head + text(count) { "--> RUN python -m venv /x\($0)\nDONE 0.1s\n--> ENV PATH=/y\($0)/bin:$PATH\nDONE 0.0s\n" }
        },
        Shape(name: "environments made and used", size: 1_000) { count in
            head + text(count) { "--> RUN python -m venv /x\($0)/.venv\nDONE 0.1s\n" }
                + text(count) { "--> RUN /x\($0)/.venv/bin/pip install a\nDONE 0.1s\n" }
        },
        Shape(name: "records that are deleted", size: 2_000) { count in
            head + "--> RUN pip install x\nSuccessfully installed" + text(count) { " a\($0)-1" } + "\nDONE 0.1s\n"
                + text(count) { "--> RUN find /usr/a\($0) -name '*.dist-info' -delete\nDONE 0.1s\n" }
        },
        Shape(name: "pip's last words in many folders", size: 8_000) { count in
            head
                + text(count) {
                    "--> RUN pip install --target /d\($0) a\nSuccessfully installed a-1\nWARNING: Running pip as the 'root' user can\nDONE 0.1s\n"
                }
        },
        Shape(name: "a step's text and its results", size: 4_000) { count in
            head + "--> RUN pip install x && true " + String(repeating: "word ", count: 50 * count) + "\n"
                + text(count) { "Successfully installed a\($0)-1\n" } + "DONE 0.1s\n"
        },
        Shape(name: "loops and results", size: 2_000) { count in
            head + "--> RUN " + text(count / 4) { "for p in a1 b\($0); do pip install $p; done; " } + "true\n"
                + text(count) { "Successfully installed a\($0)-1\n" } + "DONE 0.1s\n"
        },
        Shape(name: "freezes", size: 10_000) { head + "--> RUN pip freeze\n" + text($0) { "a\($0)==1.0\n" } + "DONE 0.1s\n" },
        Shape(name: "short freezes", size: 4_000) { head + "--> RUN pip freeze\n" + text($0) { "a\($0)==1.0\n\n" } + "DONE 0.1s\n" },
        Shape(name: "an install and root's warnings", size: 2_000) { count in
            head + "--> RUN pip install x\nSuccessfully installed" + text(count) { " a\($0)-1" } + "\n"
                + text(count) { _ in "WARNING: Running pip as the 'root' user can result in broken permissions\n" } + "DONE 0.1s\n"
        },
        Shape(name: "an install and pip's advice", size: 1_000) { count in
            head + "--> RUN pip install x\nSuccessfully installed" + text(count) { " a\($0)-1" } + "\n"
                + text(count) { _ in
                    "\n[notice] A new release of pip is available: 23.0.1 -> 26.1.2\n[notice] To update, run: /opt/venv/bin/python -m pip install --upgrade pip\n"
                } + "DONE 0.1s\n"
        },
        Shape(name: "an environment and short freezes", size: 1_000) { count in
            head + "--> RUN python -m venv /opt/venv && /opt/venv/bin/pip install x\nSuccessfully installed" + text(count) { " a\($0)-1" }
                + "\nDONE 0.1s\n--> RUN pip freeze\n" + text(count) { "six==1.\($0)\nhello world\n" } + "DONE 0.1s\n"
        },
        Shape(name: "a user's packages and short freezes", size: 1_000) { count in
            head + "--> RUN pip install --user x\nSuccessfully installed" + text(count) { " a\($0)-1" }
                + "\nDONE 0.1s\n--> RUN pip freeze\n" + text(count) { "six==1.\($0)\nhello world\n" } + "DONE 0.1s\n"
        },
        Shape(name: "an environment and a script's short lists", size: 1_000) { count in
            head + "--> RUN pip install x\nSuccessfully installed" + text(count) { " a\($0)-1" }
                + "\nDONE 0.1s\n--> RUN ./list.sh\n" + text(count) { "six==1.\($0)\nhello world\n" } + "DONE 0.1s\n"
        },
        Shape(name: "filtered runs and results", size: 2_000) { count in
            head + "--> RUN pip install" + text(count) { " a\($0)" } + " | grep -v x && pip install b\n"
                + text(count) { "Successfully installed q\($0)-1\n" } + "DONE 0.1s\n"
        },
        Shape(name: "runs of many names and advice", size: 1_000) { count in
            head + "--> RUN pip install x && /opt/venv/bin/pip install y\nSuccessfully installed x-1" + text(count) { " a\($0)-1" } + "\n"
                + text(count) { _ in "[notice] To update, run: pip install --upgrade pip\n" } + "DONE 0.1s\n"
        },
        Shape(name: "wrapped lists", size: 10_000) {
            head + "--> RUN pip install x\nSuccessfully installed a-1\n" + text($0) { "a\($0)-1.0\n" } + "DONE 0.1s\n"
        },
    ]

    @Test("work grows with the log", arguments: shapes)
    func linear(_ shape: Shape) {
        let (small, large) = (Array(shape.log(shape.size / 4).utf8), Array(shape.log(shape.size).utf8))
        let first = CPUTime.least(of: 2) { _ = LogReader.read([small]) }
        let second = CPUTime.least(of: 1) { _ = LogReader.read([large]) }
        // Below a few milliseconds the clock says nothing.
        #expect(second / max(first, 4e6) < 8, "\(shape.name): \(Int(first / 1e6)) ms, then \(Int(second / 1e6)) ms")
    }
}
