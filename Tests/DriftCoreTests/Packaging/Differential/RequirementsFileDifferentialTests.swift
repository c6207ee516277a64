import DriftCore
import DriftTesting
import Foundation
import Testing

/// driftd's reading of requirements files against the parser inside pip.
@Suite(
    "pip reads requirements files the same way",
    .enabled(if: ExternalTool.python(importing: "pip._internal.req.req_file") != nil, ExternalTool.skipReason)
)
struct RequirementsFileDifferentialTests {
    /// One logical line that is more than a comment, as pip sees it.
    private struct PipLine: Decodable {
        var number: Int
        /// What stands before the options.
        var subject: String?
        /// Long names to their values, none for a flag; `nil`: pip refuses the line for its options.
        var options: [String: [String]]?
    }

    @Test("on lines, comments, continuations and options", arguments: [1, 2, 3] as [UInt64])
    func lines(seed: UInt64) throws {
        var random = RandomPackaging(seed: seed)
        let texts = (0..<500).map { _ in
            let text = random.requirementsFile()
            return random.chance(50) ? random.damaged(text, alphabet: "\n\r\\\\# --=\u{2028}\u{A0}\t\"'\u{C}ce") : text
        }
        let answers = try Self.pipLines(of: texts)
        try #require(answers.count == texts.count)
        for (text, expected) in zip(texts, answers) {
            let lines = RequirementsFile.parse(Array(text.utf8)).lines.filter { $0.kind != .comment && $0.kind != .blank }
            #expect(lines.map(\.number) == expected.map(\.number), "\(text.debugDescription)")
            for (line, pipLine) in zip(lines, expected) {
                #expect(Self.agrees(line, with: pipLine), "\(line.kind) \(line.options) \(pipLine) in \(text.debugDescription)")
            }
        }
        #expect(answers.joined().count { $0.options == nil } > 20)
        #expect(answers.joined().count { $0.options != nil } > 1000)
    }

    private static func agrees(_ line: RequirementsFile.Line, with pipLine: PipLine) -> Bool {
        guard let pipOptions = pipLine.options, let subject = pipLine.subject else {
            if case .unparsable = line.kind { return true } else { return false }
        }
        var options: [String: [String]] = [:]
        for option in line.options { options[option.name, default: []] += option.value.map { [$0] } ?? [] }
        guard options == pipOptions else { return false }
        switch line.kind {
        case .requirement(let requirement): return (try? Requirement(parsing: subject)) == requirement
        case .directReference(let target): return subject.hasPrefix(target)
        case .editable(let target): return subject.isEmpty && pipOptions["--editable"]?.first == target
        case .option(let name, let value): return subject.isEmpty && pipOptions[name]?.first == value
        case .unparsable: return subject.isEmpty ? pipOptions.isEmpty : (try? Requirement(parsing: subject)) == nil
        case .comment, .blank: return false
        }
    }

    private static func pipLines(of texts: [String]) throws -> [[PipLine]] {
        let python = try #require(ExternalTool.python(importing: "pip._internal.req.req_file"))
        let scratch = try ScratchDirectory()
        try scratch.write(try JSONEncoder().encode(texts), to: "texts.json")
        try scratch.write(script, to: "oracle.py")
        let result = try ExternalProgram(at: python).run(["oracle.py"], in: scratch.path)
        try #require(result.status == 0, "\(result.errorText)")
        return try JSONDecoder().decode([[PipLine]].self, from: Data(try scratch.read("answers.json")))
    }

    private static let script = #"""
        import json, os, shlex
        from pip._internal.req import req_file as r

        for name in list(os.environ):
            if name not in ("PATH", "LC_ALL", "HOME"):
                del os.environ[name]

        def long_name(option):
            return {"--pypi-url": "--index-url"}.get(option._long_opts[0], option._long_opts[0])

        # What `get_line_parser` does, with the options as they were given instead of what they add up to.
        def parse(line):
            subject, options = r.break_args_options(line)
            seen = {}
            parser = r.build_parser()
            for option in parser.option_list:
                name = long_name(option)
                option.action, option.type, option.callback = "callback", (None if option.nargs is None and option.type is None else "string"), None
                def note(opt, text, value, parser, name=name):
                    seen.setdefault(name, []).extend([] if value is None else [value])
                option.callback, option.callback_args, option.callback_kwargs = note, (), {}
                option.nargs = 1 if option.type else None
            parser.parse_args(shlex.split(options))
            return subject.strip(), seen

        def lines(text):
            result = []
            for number, line in r.preprocess(text):
                try:
                    subject, seen = parse(line)
                except (r.OptionParsingError, ValueError):
                    result.append({"number": number})
                    continue
                result.append({"number": number, "subject": subject, "options": seen})
            return result

        texts = json.load(open("texts.json", encoding="utf-8"))
        json.dump([lines(t) for t in texts], open("answers.json", "w", encoding="utf-8"))
        """#
}
