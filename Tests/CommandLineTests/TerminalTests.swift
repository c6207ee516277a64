import DriftTesting
import Foundation
import Testing

/// Results on a terminal of 80 columns, which is narrower than they are.
@Suite("Terminals", .enabled(if: ExternalProgram.isInstalled("python3"), ExternalTool.skipReason))
struct TerminalTests {
    /// What the terminal shows, line by line.
    private func show(_ arguments: String, in program: DriftdProgram) throws -> [Substring] {
        try program.scratch.write(PseudoTerminal.script, to: PseudoTerminal.file)
        return try program.shell("python3 \(PseudoTerminal.file) stdout 80 \"$DRIFTD\" \(arguments) --no-color").output
            .replacing("\r\n", with: "\n").split(separator: "\n")
    }

    private func stored() throws -> DriftdProgram {
        let program = try DriftdProgram()
        for name in ["original", "duplicate"] { try program.copyCapture(name) }
        #expect(try program.run(["snapshot", "-q", "original", "duplicate"]).exitCode == 0)
        return program
    }

    @Test("columns that find no room stand below, set in, and their headings as well")
    func bands() throws {
        let lines = try show("history", in: try stored())
        #expect(lines.count > 2 && lines.count.isMultiple(of: 2))
        #expect(lines.allSatisfy { $0.count <= 80 })
        #expect(lines.enumerated().allSatisfy { index, line in line.hasPrefix("    ") == !index.isMultiple(of: 2) })
        #expect(lines.first?.hasPrefix("space ") == true)
        #expect(lines.dropFirst().first?.hasSuffix(" environment") == true)
    }

    @Test("sentences are broken at spaces, commands are not")
    func sentences() throws {
        let program = try stored()
        let lines = try show("pin @1 @2 --offline -o bundle.tar.gz", in: program)
        let whole = try program.run(["pin", "@1", "@2", "--offline", "-o", "bundle.tar.gz"]).output
        let commands = whole.matches(of: /hf spaces [a-z]+ (?:[^ ]| (?! ))+/).map { String($0.output) }
        #expect(!commands.isEmpty)
        for command in commands { #expect(lines.contains { $0.contains(command) }, "\(command)") }
        func words(_ text: String) -> [Substring] { text.split(whereSeparator: \.isWhitespace) }
        #expect(words(lines.joined(separator: "\n")) == words(whole))
        let long = lines.filter { line in line.count > 80 && !commands.contains { line.contains($0) } }
        #expect(long.allSatisfy { $0.hasPrefix("Proof:") }, "\(long)")
    }
}
