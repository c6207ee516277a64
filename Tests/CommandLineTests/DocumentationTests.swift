import Foundation
import Testing

@Suite("What the program says is documented")
struct DocumentationTests {
    private static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    private static func document(_ name: String) throws -> String {
        try String(contentsOf: root.appendingPathComponent("docs/\(name)"), encoding: .utf8)
    }

    /// All of `Sources` in one text.
    private static func sources() throws -> String {
        let folder = root.appendingPathComponent("Sources").path
        return try FileManager.default.subpathsOfDirectory(atPath: folder).filter { $0.hasSuffix(".swift") }.sorted()
            .map { try String(contentsOfFile: "\(folder)/\($0)", encoding: .utf8) }.joined()
    }

    @Test("every diagnostic's code is in Messages.md")
    func diagnostics() throws {
        let pattern = /(?:code:|Diagnostic\(|diagnose\(|report\()\s*"([a-z]+\.[a-z-]+)"/
        let codes = Set(try Self.sources().matches(of: pattern).map { String($0.output.1) })
        let document = try Self.document("Messages.md")
        #expect(codes.count > 10)
        #expect(codes.filter { !document.contains("`\($0)`") }.sorted() == [])
    }

    @Test("every contract is in JSON.md")
    func contracts() throws {
        let schemas = Set(try Self.sources().matches(of: /schema = "(driftd\.[a-z]+\/[0-9]+)"/).map { String($0.output.1) })
        let document = try Self.document("JSON.md")
        #expect(schemas.count > 8)
        #expect(schemas.filter { !document.contains("`\($0)`") }.sorted() == [])
    }

    @Test("every command is in Commands.md")
    func commands() throws {
        let document = try Self.document("Commands.md")
        let names = Set(try Self.sources().matches(of: /commandName: "([a-z]+)"/).map { String($0.output.1) }).subtracting(["driftd"])
        #expect(names.count >= 8)
        #expect(names.filter { !document.contains("    driftd \($0) ") }.sorted() == [])
    }
}
