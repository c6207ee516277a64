import DriftTesting
import Foundation
import Testing

/// `Benchmarks/compare` lets `rg` look for what the reader looks for: a list that has fallen behind would compare with less work than that.
@Suite("Markers of the benchmark")
struct BenchmarkMarkerTests {
    /// The files by whose literals a line is told to matter, read as text: they judge bytes, and hand no list out.
    private static let judges = ["Installer/RelevantLine.swift", "Scanning/BuilderFrame.swift", "Scanning/OutputRun.swift"]
    /// `Using cached ` says that a line does not matter, `http` goes on another one.
    private static let parts: Set<String> = ["Downloading ", "http", "Using cached "]
    /// What is asked of bytes, without a literal: `Downloading http…`, `x==1`, `x @ …`, and the rows of uv's and poetry's lists.
    private static let asked: Set<String> = ["Downloading http", "==", " @", " + ", " - ", " ~ "]

    @Test("rg looks for every literal of the reader's first look at a line, and for nothing else")
    func markers() throws {
        let literals = try Self.literals().subtracting(Self.parts).union(Self.asked)
        // What holds another marker is found with it.
        let expected = literals.filter { literal in !literals.contains { $0 != literal && literal.contains($0) } }
        let text = try String(contentsOfFile: "\(ExternalTool.packageRoot)/Benchmarks/markers", encoding: .utf8)
        let markers = text.split(separator: "\n").map(String.init)
        #expect(Set(markers).count == markers.count)
        #expect(expected.subtracting(markers).sorted() == [], "not in Benchmarks/markers")
        #expect(Set(markers).subtracting(expected).sorted() == [], "the reader does not look for it")
    }

    private static func literals() throws -> Set<String> {
        var found: Set<String> = []
        for judge in judges {
            let file = try #require(try SourceFile.all().first { $0.path == "Sources/DriftLogs/\(judge)" })
            // What a builder's line says in full is read of the few lines that begin like one.
            let text = judge.contains("BuilderFrame") ? try body(of: "static func mayBegin", in: file.text) : file.text
            for match in text.matches(of: #/(?:hasPrefix|contains)\("((?:[^"\\]|\\.)*)"/#) { found.insert(String(match.1)) }
        }
        return found
    }

    private static func body(of function: String, in text: String) throws -> String {
        let begin = try #require(text.range(of: function)).lowerBound
        let end = try #require(text.range(of: "\n    }\n", range: begin..<text.endIndex)).upperBound
        return String(text[begin..<end])
    }
}
