import DriftCore
import Testing

@testable import DriftLogs

@Suite struct CarrierTraitsTests {
    private func traits(_ head: String) -> CarrierTraits { TestBytes.view(head) { CarrierTraits(head: $0) } }

    @Test("a plain log has no traits")
    func plain() {
        let log =
            "===== Build Queued at 2026-06-19 09:14:10 / Commit SHA: 0cdacde =====\n\n--> FROM docker.io/library/python:3.11\nDONE 0.0s\n"
        #expect(traits(log) == CarrierTraits())
        #expect(traits("") == CarrierTraits())
        #expect(traits("\n\n  \n") == CarrierTraits())
    }

    private static func having(_ change: (inout CarrierTraits) -> Void) -> CarrierTraits {
        var traits = CarrierTraits()
        change(&traits)
        return traits
    }

    @Test(
        "what the head shows is looked for in every line",
        arguments: [
            ("> --> RUN pip install x\n> Collecting x\n> DONE 1.0s\n", having { $0.isQuoted = true }),
            (
                "q5th5 2023-03-24T20:41:01.330Z --> RUN x\nq5th5 2023-03-24T20:41:01.331Z CACHED\n", having { $0.prefixes = [.time] }
            ),
            ("2023-03-24T20:41:01Z --> RUN x\n2023-03-24T20:41:02Z\n", having { $0.prefixes = [.time] }),
            ("[2023-03-24 20:41:01] --> RUN x\n[2023-03-24 20:41:01] CACHED\n", having { $0.prefixes = [.time] }),
            ("20:41:01 --> RUN x\n20:41:02 CACHED\n", having { $0.prefixes = [.time] }),
            ("    1\t--> RUN x\n    2\tCACHED\n    3\t\n", having { $0.prefixes = [.number] }),
            ("1: --> RUN x\n2: CACHED\n", having { $0.prefixes = [.number] }),
            ("  9 | --> RUN x\n 10 | CACHED\n", having { $0.prefixes = [.number] }),
            ("| --> RUN x\n|\n| CACHED\n", having { $0.prefixes = [.bar] }),
            ("web-1  | --> RUN x\nweb-1  | CACHED\n", having { $0.prefixes = [.service] }),
            ("[pod/space/app] --> RUN x\n[pod/space/app] CACHED\n", having { $0.prefixes = [.pod] }),
            (
                "1:2023-03-24T20:41:01.330123Z stdout F --> RUN x\n2:2023-03-24T20:41:01.330123Z stdout F CACHED\n",
                having { $0.prefixes = [.number, .time, .stream] }
            ),
            ("--&gt; RUN pip install &quot;x&quot;\n", having { $0.isHTMLEscaped = true }),
            ("--&amp;gt; RUN x\n", having { ($0.isHTMLEscaped, $0.isHTMLEscapedTwice) = (true, true) }),
            ("--\\> RUN pip install my\\_package\n", having { $0.isMarkdownEscaped = true }),
            ("--> RUN pip install typing\\_extensions\nCollecting typing\\_extensions\n", having { $0.isMarkdownEscaped = true }),
            ("--> RUN pip install typing\\_extensions\nCollecting typing_extensions\n", CarrierTraits()),
            ("    --> RUN x\n    Collecting x\n", having { $0.indentation = 4 }), ("\t--> RUN x\n", having { $0.indentation = 1 }),
            ("12: <-- no log\n13: of a build\n", CarrierTraits()),
            (
                String(
                    repeating: "data: {\"data\":\"--> RUN x\",\"timestamp\":null}\n\ndata: {\"data\":\"CACHED\\n\",\"timestamp\":null}\n\n",
                    count: 4
                ),
                CarrierTraits()
            ),
            ("2023-03-24 20:41:01,330 INFO started\n2023-03-24 20:41:02,330 INFO ready\n", CarrierTraits()),
        ]
    )
    func found(head: String, expected: CarrierTraits) { #expect(traits(head) == expected) }

    @Test(
        "a time prefix has a time of the right shape and a space behind it",
        arguments: [
            ("q5th5 2023-03-24T20:41:01.330Z text", 31), ("2023-03-24T20:41:01.330Z text", 25), ("2023-03-24T20:41:01Z text", 21),
            ("q5th5 2023-03-24T20:41:01.330Z", 30), ("2023-03-24 20:41:01 text", 20), ("2023-03-24T20:41:01 text", 20), ("x 2023", 0),
            ("", 0), ("q5 2023-03-24T20:41:01.330Z text", 0), ("2023-03-24T22:41:01+02:00 text", 26),
            ("2023-03-24T22:41:01.5-0500 text", 27), ("2023-03-24 20:41:01,330 text", 24), ("2023/03/24 20:41:01 text", 20),
            ("[2023-03-24T20:41:01.330Z] text", 27), ("[20:41:01] text", 11), ("20:41:01 text", 9), ("20:41:01.330 text", 13),
            ("20:41:01text", 0), ("20:41 text", 0), ("2023-03-24 text", 0), ("[2023-03-24T20:41:01 text", 0), ("Finished 20:41:01 text", 0),
            ("build\tRun make\t2023-03-24T20:41:01.3300000Z text", 44), ("Mar  4 20:41:01 host dockerd[812]: text", 35),
        ]
    )
    func timePrefix(line: String, length: Int) {
        #expect(TestBytes.view(line) { TimePrefix.length(in: $0) } == length)
    }

    @Test("a log that was cut at a width shows it by lines of that width alone, which go on in the next")
    func wrapWidth() {
        let log = SampleBuild(
            SampleBuild.pip("--no-cache-dir -r requirements.txt gradio[oauth,mcp]==6.19.0 uvicorn", "gradio-6.19.0", "uvicorn-0.38.0"),
            SampleBuild.pip(
                "scikit-learn==1.5.0 threadpoolctl==3.5.0 joblib==1.4.2",
                "scikit-learn-1.5.0",
                "threadpoolctl-3.5.0",
                "joblib-1.4.2"
            )
        ).text
        #expect(traits(log).wrapWidth == nil)
        for width in [50, 60, 72] {
            let wrapped = CorpusView.wrapped(log, at: width)
            #expect(traits(wrapped).wrapWidth == width)
            #expect(EnvironmentReading.of(wrapped).versions == EnvironmentReading.of(log).versions)
            #expect(EnvironmentReading.of(wrapped).isComplete)
        }
    }

    @Test("a traceback in a box is no log that was cut: its lines are of one width, and whole")
    func box() {
        let lines = [
            "importlib.import_module(name)", "  from basicsr.data.degradations import circular_lowpass_kernel",
            "  from torchvision.transforms.functional_tensor import rgb_to_grayscale", "ModuleNotFoundError",
        ]
        let rows = lines.map { "│ " + $0 + String(repeating: " ", count: 78 - $0.count) + "│" }
        let rule = String(repeating: "─", count: 79)
        let log = (["╭" + rule + "╮"] + rows + rows + ["╰" + rule + "╯", "ModuleNotFoundError: No module named 'torchvision'"])
            .joined(separator: "\n")
        #expect(traits(log).wrapWidth == nil)
    }
}
