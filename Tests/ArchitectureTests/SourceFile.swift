import DriftTesting
import Foundation

/// One Swift file under `Sources/`.
struct SourceFile: Sendable {
    /// From the package's folder: `Sources/DriftCore/Diff/Drift.swift`.
    let path: String
    let text: String
    /// The text with comments and string literals blanked out; lines stay where they are.
    let code: String

    init(path: String, text: String) {
        self.path = path
        self.text = text
        code = CodeBlanking.blanked(text)
    }

    /// Every file under `Sources/` and `Migrations/`, sorted by path. Read once.
    static func all() throws -> [SourceFile] { try loaded.get() }

    private static let loaded = Result { try load() }

    private static func load() throws -> [SourceFile] {
        let root = ExternalTool.packageRoot
        let paths = try ["Sources", "Migrations"].flatMap { folder in
            try FileManager.default.subpathsOfDirectory(atPath: "\(root)/\(folder)").map { "\(folder)/\($0)" }
        }
        return try paths.filter { $0.hasSuffix(".swift") }.sorted().map { path in
            SourceFile(path: path, text: try String(contentsOfFile: "\(root)/\(path)", encoding: .utf8))
        }
    }

    /// The target that the file belongs to: `DriftCore`.
    var target: String {
        let parts = path.split(separator: "/")
        return parts.first == "Migrations" ? "DriftMigrations" : parts.dropFirst().first.map(String.init) ?? ""
    }

    /// The modules that the file imports: `Foundation` of `package import struct Foundation.Data`.
    var imports: [String] {
        code.split(separator: "\n").compactMap { line in
            let words = line.split(whereSeparator: \.isWhitespace)
            guard let index = words.firstIndex(of: "import"),
                words[..<index].allSatisfy({ $0.hasPrefix("@") || Self.accessLevels.contains(String($0)) })
            else { return nil }
            let rest = words[(index + 1)...].drop { Self.importKinds.contains(String($0)) }
            return rest.first?.split(separator: ".").first.map { $0.trimmingCharacters(in: CharacterSet(charactersIn: ";")) }
        }
    }

    /// Where `pattern` occurs in the code, as `path:line: text`.
    func occurrences(of pattern: Regex<Substring>) -> [String] {
        let original = text.split(separator: "\n", omittingEmptySubsequences: false)
        return code.split(separator: "\n", omittingEmptySubsequences: false).enumerated().compactMap { index, line in
            guard line.firstMatch(of: pattern) != nil, index < original.count else { return nil }
            return "\(path):\(index + 1): \(original[index].trimmingCharacters(in: .whitespaces))"
        }
    }

    private static let accessLevels: Set<String> = ["public", "package", "internal", "fileprivate", "private"]
    private static let importKinds: Set<String> = ["struct", "class", "enum", "protocol", "typealias", "func", "var", "let", "actor"]
}
