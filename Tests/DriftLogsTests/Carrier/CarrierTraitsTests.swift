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

    private static func having(
        isQuoted: Bool = false,
        hasTimePrefix: Bool = false,
        isHTMLEscaped: Bool = false,
        isMarkdownEscaped: Bool = false,
        indentation: Int = 0
    ) -> CarrierTraits {
        var traits = CarrierTraits()
        traits.isQuoted = isQuoted
        traits.hasTimePrefix = hasTimePrefix
        traits.isHTMLEscaped = isHTMLEscaped
        traits.isMarkdownEscaped = isMarkdownEscaped
        traits.indentation = indentation
        return traits
    }

    @Test(
        "what the head shows is looked for in every line",
        arguments: [
            ("> --> RUN pip install x\n> Collecting x\n> DONE 1.0s\n", having(isQuoted: true)),
            ("q5th5 2023-03-24T20:41:01.330Z --> RUN x\nq5th5 2023-03-24T20:41:01.331Z CACHED\n", having(hasTimePrefix: true)),
            ("2023-03-24T20:41:01Z --> RUN x\n2023-03-24T20:41:02Z\n", having(hasTimePrefix: true)),
            ("--&gt; RUN pip install &quot;x&quot;\n", having(isHTMLEscaped: true)),
            ("--\\> RUN pip install my\\_package\n", having(isMarkdownEscaped: true)),
            ("    --> RUN x\n    Collecting x\n", having(indentation: 4)), ("\t--> RUN x\n", having(indentation: 1)),
        ]
    )
    func found(head: String, expected: CarrierTraits) { #expect(traits(head) == expected) }

    @Test(
        "a time prefix has a time of the right shape and a space behind it",
        arguments: [
            ("q5th5 2023-03-24T20:41:01.330Z text", 31), ("2023-03-24T20:41:01.330Z text", 25), ("2023-03-24T20:41:01Z text", 21),
            ("q5th5 2023-03-24T20:41:01.330Z", 30), ("2023-03-24 20:41:01 text", 0), ("2023-03-24T20:41:01 text", 0), ("x 2023", 0),
            ("", 0),
            ("q5 2023-03-24T20:41:01.330Z text", 0),
        ]
    )
    func timePrefix(line: String, length: Int) {
        #expect(TestBytes.view(line) { TimePrefix.length(in: $0) } == length)
    }
}
