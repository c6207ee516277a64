import DriftTesting
import Foundation
import Testing

/// `driftd` → `DriftEngine` → adapters → `DriftLogs` → `DriftCore`. Adapters do not know each other; nothing knows `driftd`.
@Suite("Layers")
struct LayeringTests {
    /// All that each target may import. The adapters' tools without knowledge of driftd (digest, migrations) count as libraries.
    private static let allowed: [String: Set<String>] = [
        "DriftCore": ["Foundation", "FoundationEssentials", "Glibc", "Darwin"],
        "DriftLogs": ["Dispatch", "Glibc", "Darwin", "Synchronization", "CLineScan", "DriftCore"],
        "DriftDigest": ["Foundation", "Crypto"],
        "DriftMigrations": [],
        "DriftReadme": ["Foundation", "DriftCore", "Yams"],
        "DriftStore": ["Foundation", "DriftCore", "DriftDigest", "DriftMigrations", "GRDB"],
        "DriftArchive": ["Foundation", "DriftCore", "CArchive", "Glibc", "Darwin", "Musl"],
        "DriftHub": [
            "Foundation", "Synchronization", "DriftCore", "DriftDigest", "AsyncHTTPClient", "NIOCore", "NIOHTTP1", "NIOPosix",
            "NIOSSL",
        ],
        "DriftResolver": ["Foundation", "Synchronization", "DriftCore", "Subprocess", "System", "SystemPackage"],
        "DriftEngine": [
            "Foundation", "Glibc", "Darwin", "Musl", "DriftCore", "DriftLogs", "DriftDigest", "DriftReadme", "DriftStore", "DriftArchive",
            "DriftHub",
            "DriftResolver",
        ],
        "driftd": [
            "Foundation", "Glibc", "Darwin", "Musl", "Synchronization", "ArgumentParser", "Logging", "ServiceLifecycle", "UnixSignals",
            "DriftCore", "DriftEngine", "DriftStore", "DriftHub",
        ],
    ]

    @Test("Every target imports only what its layer may know")
    func imports() throws {
        let files = try SourceFile.all()
        #expect(files.count > 50)
        for file in files {
            guard let allowed = Self.allowed[file.target] else {
                Issue.record("\(file.path): no layer is set down for the target \(file.target)")
                continue
            }
            let forbidden = Set(file.imports).subtracting(allowed).sorted()
            #expect(forbidden.isEmpty, "\(file.path) imports \(forbidden.joined(separator: ", "))")
        }
    }

    @Test("The manifest names no dependency that the layers do not have")
    func manifest() throws {
        let manifest = try String(contentsOfFile: "\(ExternalTool.packageRoot)/Package.swift", encoding: .utf8)
        // Up to the next target: `.target(name: "DriftLogs", dependencies: ["DriftCore"], …)`.
        let targets = manifest.split(separator: #/\.(?:executableTarget|testTarget|target|systemLibrary)\(/#).dropFirst()
        var seen: Set<String> = []
        for target in targets {
            guard let name = target.firstMatch(of: #/name: "(\w+)"/#)?.1, let allowed = Self.allowed[String(name)] else { continue }
            seen.insert(String(name))
            guard let list = target.firstMatch(of: #/dependencies: \[((?:[^\[\]]|\[[^\]]*\])*)\]/#)?.1 else { continue }
            let dependencies = list.matches(of: #/(?:product\(name: )?"(\w+)"(?:, package: "[^"]*")?/#).map { String($0.1) }
            let forbidden = Set(dependencies).subtracting(allowed).sorted()
            #expect(forbidden.isEmpty, "\(name) depends on \(forbidden.joined(separator: ", "))")
        }
        #expect(seen.isSuperset(of: ["DriftCore", "DriftLogs", "DriftReadme", "DriftStore", "DriftArchive", "DriftEngine", "driftd"]))
    }
}
