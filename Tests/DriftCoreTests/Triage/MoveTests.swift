import DriftCore
import Foundation
import Testing

/// The next moves speak of what the log shows.
@Suite("Moves that fit the log")
struct MoveTests {
    private static func moves(_ text: String) -> String {
        Triage.verdict(on: [TriageText(text)]).moves.map { $0.text + " " + ($0.command ?? "") }.joined(separator: "\n")
    }

    private static let build =
        "===== Build Queued at 2026-07-05 07:53:08 / Commit SHA: c515370 =====\n\n--> RUN pip install -r requirements.txt\nCollecting numpy\n"

    @Test("a build's log that ends early is to be had whole, and shows no line that says that it failed")
    func cut() {
        let moves = Self.moves(Self.build)
        #expect(moves.contains("--follow") && moves.contains("hf spaces logs <duplicate> --build | driftd triage -"))
        #expect(!moves.contains("above the line"))
        // One look is enough: the first keeps what is there, and waits.
        #expect(moves.components(separatedBy: "driftd snapshot").count == 2)
        #expect(
            Self.moves(Self.build + "--> ERROR: process \"/bin/sh -c ./x\" did not complete successfully: exit code: 3\n").contains(
                "above the line"
            )
        )
    }

    @Test("a page that only says that something failed leads to the log behind it")
    func pages() {
        #expect(Self.moves("build error\nJob failed with exit code: 1\n").contains("Logs > Build"))
        #expect(Self.moves("Runtime error\nSpace failed to start. Exit code: 1\n").contains("Logs > Container"))
    }

    @Test("nobody is sent to look for a traceback that the log has, nor to a worker where no GPU was free")
    func worker() {
        let alone = Self.moves("ZeroGPU worker error\nRuntimeError\n")
        #expect(alone.contains("find the traceback in the container log"))
        let log =
            "Traceback (most recent call last):\n  File \"/app/app.py\", line 3, in f\n    g()\nValueError: no such voice\nZeroGPU worker error\nValueError\n"
        #expect(!Self.moves(log).contains("find the traceback in the container log"))
        let queue = Self.moves("ZeroGPU queue timeout\nNo GPU was available after 60s\n")
        #expect(queue.contains("no GPU was free") && !queue.contains("aborted") && !queue.contains("restart"))
    }

    @Test("a refusal without a time sends nobody to the time that the message names")
    func quota() {
        #expect(!Self.moves("You have exceeded your ZeroGPU runs limit.\n").contains("the message names"))
        #expect(Self.moves("You have too many ZeroGPU credits allocated to running tasks.\n").contains("under way"))
    }

    @Test("a call that does not fit an endpoint is compared, a missing library is a system package's, not a pin's")
    func others() {
        #expect(Self.moves("ValueError: Cannot find a function with `api_name`: /predict\n").contains("driftd smoke"))
        let library =
            "  File \"/app/app.py\", line 1, in <module>\n    import cv2\nImportError: libGL.so.1: cannot open shared object file: No such file or directory\n"
        #expect(Self.moves("Traceback (most recent call last):\n" + library).contains("packages.txt"))
    }

    @Test("what Node says at its end is a failure although it served before")
    func node() {
        let log = "===== Application Startup at 2026-07-06 14:39:10 =====\n\nServer running on port 7860\n"
        #expect(Triage.verdict(on: [TriageText(log)]).bucket == .none)
        let crash =
            log
            + "/app/index.js:9\n    throw new Error('boom')\n    ^\n\nError: boom\n    at Object.<anonymous> (/app/index.js:9:7)\n\nNode.js v20.20.2\n"
        #expect(Triage.verdict(on: [TriageText(crash)]).bucket == .stuck)
    }
}
