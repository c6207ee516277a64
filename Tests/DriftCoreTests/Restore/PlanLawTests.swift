import DriftCore
import DriftTesting
import Testing

@Suite("Laws of plans, over random environments and files")
struct PlanLawTests {
    struct Case {
        var original: Snapshot
        var duplicate: Snapshot
        var files: [String: [UInt8]]
        var originalFiles: [String: [UInt8]]
        var frontMatter: [String: String]
        var mode: RestorePlan.Mode
        var allowsInferred: Bool

        init(seed: Int) {
            var random = SplitMix64(seed: seed)
            original = Snapshot(hardware: random.pick([nil, "zero-a10g", "cpu-basic"]), reading: .random(using: &random))
            duplicate = Snapshot(space: SpaceName("o/d"), hardware: random.pick([nil, "zero-a10g"]), reading: .random(using: &random))
            files = random.chance(80) ? ["requirements.txt": Self.requirements(using: &random)] : [:]
            originalFiles = ["requirements.txt": Self.requirements(using: &random)]
            frontMatter = ["sdk": "gradio", "sdk_version": "4.44.1", "python_version": "3.10"].filter { _ in random.chance(60) }
            mode = random.pick([.full, .minimal])
            allowsInferred = random.chance(30)
        }

        var plan: RestorePlan {
            Planner.plan(
                original: RestoreSide(original, files: originalFiles),
                duplicate: RestoreSide(duplicate, files: files, frontMatter: FrontMatterFacts(frontMatter)),
                choices: RestoreChoices(mode: mode, allowsInferred: allowsInferred)
            )
        }

        /// The same case after `plan` was applied to the duplicate's files.
        func applying(_ plan: RestorePlan) -> Case {
            var result = self
            for edit in plan.edits { result.files[edit.path] = edit.result }
            for edit in plan.frontMatterEdits { result.frontMatter[edit.key] = edit.value }
            return result
        }

        static func requirements(using random: inout SplitMix64) -> [UInt8] {
            let lines = [
                "numpy", "NumPy>=1.0  # comment", "torch[x] <3", "ruamel.yaml==1.0 ; python_version >= \"3.9\"",
                "click ; python_version < \"3.0\"",
                "--extra-index-url https://download.pytorch.org/whl/cu118", "gradio==3.50.2", "gradio[oauth]", "spaces==0.1", "# comment",
                "", "???",
                "pydantic @ https://host/pydantic-1.0-py3-none-any.whl", "-e git+https://host/r#egg=b", "git+https://host/r@main",
                "./x.whl",
                "protobuf \\\n  >=1", "-r other.txt", "a==1.0 --hash=sha256:\(String(repeating: "0", count: 64))",
                RequirementsFile.blockBegin,
                RequirementsFile.blockEnd, "b===2004d", "numpy==1.0",
            ]
            let end = random.pick(["\n", "\r\n"])
            var text = random.chance(10) ? "\u{FEFF}" : ""
            for _ in 0..<Int.random(in: 0..<10, using: &random) { text += random.pick(lines).replacing("\n", with: end) + end }
            if random.chance(20) { text += "numpy" }
            return Array(text.utf8)
        }
    }

    @Test("applying a plan and planning again changes nothing", arguments: 0..<4)
    func twiceIsOnce(part: Int) {
        for seed in (part * 150)..<((part + 1) * 150) {
            let first = Case(seed: seed)
            let plan = first.plan
            let second = first.applying(plan)
            let again = second.plan
            #expect(again.edits.isEmpty, "seed \(seed)")
            #expect(again.frontMatterEdits.isEmpty, "seed \(seed)")
            #expect(first.plan == plan, "seed \(seed): not deterministic")
        }
    }

    @Test("each package of the original has one decision, and the file asks for exactly what is said to be pinned")
    func decisionsHold() {
        for seed in 0..<300 {
            let current = Case(seed: seed)
            let plan = current.plan
            #expect(plan.decisions.map(\.name) == Set(current.original.reading.packages.map(\.release.name)).sorted(), "seed \(seed)")
            let file = current.applying(plan).files["requirements.txt"] ?? []
            let requirements = RequirementsFile.parse(file).lines.compactMap(\.requirement)
            for decision in plan.decisions(.pinned) {
                let wanted = try? Requirement(parsing: decision.requirement ?? "")
                let isThere = requirements.contains {
                    $0.name == decision.name && ($0.url ?? $0.specifiers.exactVersion) == (wanted?.url ?? wanted?.specifiers.exactVersion)
                }
                let isEditable = String(decoding: file, as: UTF8.self).contains("#egg=\(decision.name)")
                #expect(isThere || isEditable, "seed \(seed): \(decision.requirement ?? "")")
            }
        }
    }

    @Test("nothing is pinned without evidence")
    func evidence() {
        for seed in 0..<300 {
            let current = Case(seed: seed)
            for decision in current.plan.decisions(.pinned) {
                #expect(decision.evidence.kind.isObserved || (current.allowsInferred && decision.isInferred), "seed \(seed)")
            }
        }
    }

    @Test("the user's comments stay, in their order")
    func comments() {
        for seed in 0..<200 {
            let current = Case(seed: seed)
            guard let edit = current.plan.edits.first else { continue }
            func comments(_ bytes: [UInt8]) -> [String] {
                RequirementsFile.parse(bytes).lines.filter { $0.kind == .comment }.map(\.text).filter { !$0.contains("driftd") }
            }
            #expect(comments(edit.result) == comments(edit.base ?? []), "seed \(seed)")
        }
    }
}
