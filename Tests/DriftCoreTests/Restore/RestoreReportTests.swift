import DriftCore
import Testing

@Suite("REPORT.md")
struct RestoreReportTests {
    static func report(_ original: Snapshot, _ duplicate: Snapshot, proof: ProofLevel = .unproven, requirements: String = "") -> String {
        let plan = Planning.plan(original, duplicate, requirements: requirements)
        return RestoreReport.markdown(
            plan: plan,
            drift: Drift.between(original: original, duplicate: duplicate, requireComplete: false),
            proof: proof
        )
    }

    @Test("the first line says how far the pins were tried", arguments: [ProofLevel.unproven, .resolved, .replayed])
    func firstLine(proof: ProofLevel) {
        let text = Self.report(.of("a==1"), .of("a==2"), proof: proof)
        #expect(text.hasPrefix("Proof: \(proof.rawValue) – "))
        #expect(text.hasSuffix("\n") && !text.hasSuffix("\n\n"))
    }

    @Test("what changed, why, by which evidence; what is not restored; what is unknown")
    func contents() {
        let text = Self.report(.of("a==1", "b", "c==1"), .of("a==2", "b==1", "c==1", "d==1"), requirements: "a<1\n")
        #expect(text.contains("| `a` | `1` | `2` | pinned | your line `requirements.txt:1` | `logs/build-001.log:1` |"))
        #expect(
            text.contains(
                "Of the original's 3 packages this restores 2: 2 pinned, 0 left as they are, 0 through the README's `sdk_version`."
            )
        )
        #expect(text.contains("1 more is pinned as it is"))
        #expect(text.contains("In the original, in versions that nothing shows: `b`."))
        #expect(text.contains("`d`: no requirements file removes them"))
        #expect(text.contains("- `requirements.txt:1`: it asked for a&lt;1, but the original has 1, which wins"))
        #expect(text.contains("driftd apply --undo"))
    }

    @Test(
        "what only a README could restore that cannot be read is the platform's to choose until it is corrected",
        arguments: [true, false]
    )
    func unreadableReadme(isReadable: Bool) {
        let (original, duplicate) = (Snapshot.of("gradio==6.5.1", "a==1"), Snapshot.of("gradio==6.6.0", "a==2"))
        let plan = Planner.plan(
            original: RestoreSide(original),
            duplicate: RestoreSide(
                duplicate,
                files: ["requirements.txt": Array("a\n".utf8)],
                frontMatter: FrontMatterFacts(["sdk": "gradio"], fault: isReadable ? nil : "README.md: line 2 is no YAML")
            )
        )
        let drift = Drift.between(original: original, duplicate: duplicate, requireComplete: false)
        let text = RestoreReport.markdown(plan: plan, drift: drift, proof: .unproven)
        let (counts, owned) =
            isReadable
            ? ("this restores 2: 1 pinned, 0 left as they are, 1 through", "0 are the platform's")
            : ("this restores 1: 1 pinned, 0 left as they are, 0 through", "1 is the platform's")
        #expect(text.contains(counts) && text.contains(owned), "\(text)")
        #expect(text.contains("is to be corrected by hand") == !isReadable)
        #expect(text.contains("Correct it by hand") == !isReadable, "\(text)")
    }

    @Test(
        "hostile text makes no link, mention, HTML or row of its own",
        arguments: ["<img src=x>", "[x](https://evil)", "@everyone", "a|b", "a\n## b", "```\nx", "<\u{301}b>", "[\u{301}x](y)"]
    )
    func hostile(text: String) {
        let original = Snapshot.of("a==1", "b @ https://host/\(text)").with {
            $0.reading.conflicts = [Conflict(log: 0, line: 1, package: "x\(text)", version: text, requirement: text, found: text)]
            $0.settings = SpaceSettings(variables: [text: text])
            $0.hardware = text
            $0.reading.packages[0].release.version = text
        }
        let report = Self.report(original, .of("a==2", space: "owner/duplicate"), requirements: "a\n\(text)\n")
        let outside = report.split(separator: "\n").filter { !$0.hasPrefix("```") && !$0.hasPrefix("hf ") }.map(Self.withoutCode).joined(
            separator: "\n"
        )
        for forbidden in ["<img", "](", "@everyone", "https://evil", "<\u{301}b"] {
            #expect(!outside.unicodeScalars.contains(forbidden.unicodeScalars), "\(forbidden)")
        }
        #expect(!report.contains("\n## b"))
    }

    /// Removes `` `code` `` and escaped brackets from a line.
    private static func withoutCode(_ line: Substring) -> String {
        var result = ""
        var isCode = false
        for character in line.unicodeScalars {
            if character == "`" { isCode.toggle() } else if !isCode { result.unicodeScalars.append(character) }
        }
        return result.replacing("\\]", with: "")
    }
}

extension String.UnicodeScalarView {
    fileprivate func contains(_ other: String.UnicodeScalarView) -> Bool { firstRange(of: other) != nil }
}
