import DriftTesting
import Foundation
import Testing

/// Ctrl-C, `kill` and the end of a terminal, while a command waits or computes.
@Suite("Signals", .enabled(if: ExternalProgram.isInstalled("python3"), ExternalTool.skipReason), .timeLimit(.minutes(5)))
struct SignalTests {
    /// Runs a command beside a Hub that accepts connections and never answers, sends it signals one after the other, each after a second, and
    /// prints whether it still ran after each but the last. `SIG!` before a name: the command is started with that signal ignored, as by `nohup`.
    private static let sender = """
        import os, signal, socket, subprocess, sys, time
        signals, command = sys.argv[1].split(","), sys.argv[2:]
        hub = socket.create_server(("127.0.0.1", 0))
        def prepare():
            for name in ("HUP", "INT", "TERM"):
                signal.signal(getattr(signal, "SIG" + name), signal.SIG_DFL)
            for name in signals:
                if name.endswith("!"):
                    signal.signal(getattr(signal, "SIG" + name[:-1]), signal.SIG_IGN)
        endpoint = "http://127.0.0.1:%d" % hub.getsockname()[1]
        process = subprocess.Popen(command, preexec_fn=prepare, env={**os.environ, "HF_ENDPOINT": endpoint})
        for index, name in enumerate(signals):
            time.sleep(1)
            process.send_signal(getattr(signal, "SIG" + name.rstrip("!")))
            if index + 1 < len(signals):
                time.sleep(1)
                print(name, "runs" if process.poll() is None else "ended")
        sys.exit(process.wait(timeout=60))
        """

    private func send(_ signals: String, to command: String, in program: DriftdProgram) throws -> DriftdProgram.Outcome {
        try program.scratch.write(Self.sender, to: "sender.py")
        return try program.shell("python3 sender.py '\(signals)' \"$DRIFTD\" \(command)")
    }

    @Test("what waits for the Hub ends in two lines", arguments: ["INT", "TERM", "HUP"])
    func waiting(signal: String) throws {
        let program = try DriftdProgram()
        try send(signal, to: "snapshot ada/tides", in: program).expectFailure(
            2,
            error: "interrupted",
            hint: "what was stored stays; run the command again to go on"
        )
    }

    @Test("under nohup the end of the terminal ends nothing")
    func nohup() throws {
        let program = try DriftdProgram()
        let outcome = try send("HUP!,TERM", to: "snapshot ada/tides", in: program)
        #expect(outcome.output == "HUP! runs\n")
        #expect(outcome.exitCode == 2)
    }

    @Test("pin hears of it while it plans, and writes no bundle")
    func planning() throws {
        let program = try DriftdProgram()
        let names = (0..<6000).map { "package-\($0)" }
        try program.scratch.write(names.map { "\($0)==1.0\n" }.joined(), to: "original.txt")
        try program.scratch.write(names.map { "\($0)>=1\n" }.joined(), to: "checkout/requirements.txt")
        try program.scratch.write("---\nsdk: gradio\nsdk_version: 6.19.0\n---\n", to: "checkout/README.md")
        let outcome = try send("TERM", to: "pin original.txt ./checkout --offline -o bundle.tar.gz", in: program)
        #expect(outcome.exitCode == 2)
        #expect(outcome.errors.hasPrefix("error: interrupted\n"))
        #expect(!program.exists("bundle.tar.gz"))
    }

    @Test("an export that is stopped leaves nothing, one that had ended is whole", arguments: ["INT", "TERM"])
    func exporting(signal: String) throws {
        let program = try DriftdProgram()
        try program.copyCapture("original")
        for number in 0..<800 { try program.scratch.write("x\n", to: "original/repo/\(number).py") }
        let outcome = try send(signal, to: "export ./original out", in: program)
        if outcome.exitCode == 0 {
            #expect(program.exists("out/capture.json"))
        } else {
            outcome.expectFailure(2, error: "interrupted", hint: "what was stored stays; run the command again to go on")
            #expect(!program.exists("out"))
        }
        #expect(try !program.scratch.files().contains { $0.contains(".tmp") })
    }
}
