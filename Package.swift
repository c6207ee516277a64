// swift-tools-version: 6.2
import PackageDescription

/// What every target of driftd is built with: Swift 6 concurrency checking, and no warning left standing.
let house: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

/// Benchmarks and fuzzing need `package` access, and the pure part alone.
let isBenchmarked = Context.environment["DRIFTD_BENCHMARKS"] != nil
let isFuzzed = Context.environment["DRIFTD_FUZZ"] != nil

/// `DRIFTD_PURE=1 swift test` builds and tests the pure part alone: no dependency, seconds instead of minutes.
let pureOnly = Context.environment["DRIFTD_PURE"] != nil || isBenchmarked || isFuzzed

/// Pure: values and rules, no file, network or clock.
let pureTargets: [Target] = [
    .target(
        name: "DriftCore",
        resources: [.embedInCode("Restore/Policy/policy.json"), .embedInCode("Inference/eras.json")],
        swiftSettings: house
    ),
    // The search for line ends, with the processor's instructions for many bytes at once.
    .target(name: "CLineScan"),
    .target(name: "DriftLogs", dependencies: ["DriftCore", "CLineScan"], swiftSettings: house),
    .target(name: "DriftTesting", dependencies: ["DriftCore"], path: "Tests/DriftTesting", swiftSettings: house),
    .testTarget(name: "DriftCoreTests", dependencies: ["DriftCore", "DriftTesting"], exclude: ["Triage/Excerpts"], swiftSettings: house),
    .target(name: "ReadingLaws", dependencies: ["DriftCore"], path: "Tests/ReadingLaws", swiftSettings: house),
    .testTarget(
        name: "DriftLogsTests",
        dependencies: ["CLineScan", "DriftCore", "DriftLogs", "DriftTesting", "ReadingLaws"],
        swiftSettings: house
    ),
    .testTarget(name: "ArchitectureTests", dependencies: ["DriftTesting"], swiftSettings: house),
]

/// Each wraps one library; none imports another.
let adapterTargets: [Target] = [
    .target(name: "DriftDigest", dependencies: [.product(name: "Crypto", package: "swift-crypto")], swiftSettings: house),
    .target(name: "DriftReadme", dependencies: ["DriftCore", .product(name: "Yams", package: "Yams")], swiftSettings: house),
    .target(name: "DriftMigrations", path: "Migrations", resources: [.embedInCode("sql")], swiftSettings: house),
    .target(
        name: "DriftStore",
        dependencies: ["DriftCore", "DriftDigest", "DriftMigrations", .product(name: "GRDB", package: "GRDB.swift")],
        swiftSettings: house
    ),
    .systemLibrary(name: "CArchive", pkgConfig: "libarchive", providers: [.apt(["libarchive-dev"])]),
    .target(name: "DriftArchive", dependencies: ["DriftCore", "CArchive"], swiftSettings: house),
    .target(
        name: "DriftResolver",
        dependencies: ["DriftCore", .product(name: "Subprocess", package: "swift-subprocess")],
        resources: ["app_source", "reader", "values", "variables", "fetches", "gpu", "names"].map { .embedInCode("Python/\($0).py") },
        swiftSettings: house
    ),
    .target(
        name: "DriftHub",
        dependencies: [
            "DriftCore", "DriftDigest",
            .product(name: "AsyncHTTPClient", package: "async-http-client"),
            .product(name: "NIOCore", package: "swift-nio"),
            .product(name: "NIOHTTP1", package: "swift-nio"),
            .product(name: "NIOPosix", package: "swift-nio"),
            .product(name: "NIOSSL", package: "swift-nio-ssl"),
        ],
        swiftSettings: house
    ),
    // The Hub as its clients see it, for tests and for trying driftd without an account.
    .target(
        name: "HubStandIn",
        dependencies: [
            .product(name: "Crypto", package: "swift-crypto"), .product(name: "Hummingbird", package: "hummingbird"),
            .product(name: "HTTPTypes", package: "swift-http-types"),
            .product(name: "Logging", package: "swift-log"), .product(name: "NIOCore", package: "swift-nio"),
        ],
        path: "Tests/HubStandIn",
        swiftSettings: house
    ),
    // Images for a real registry.
    .target(
        name: "RegistryTesting",
        dependencies: [
            "DriftArchive", "DriftDigest", "DriftTesting", "HubStandIn", .product(name: "AsyncHTTPClient", package: "async-http-client"),
            .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOHTTP1", package: "swift-nio"),
        ],
        path: "Tests/RegistryTesting",
        swiftSettings: house
    ),
    .executableTarget(name: "hub-stand-in", dependencies: ["HubStandIn"], path: "Tests/HubStandInProgram", swiftSettings: house),
    .testTarget(
        name: "DriftHubTests",
        dependencies: ["DriftHub", "DriftCore", "HubStandIn", "DriftTesting", "RegistryTesting"],
        exclude: ["OfficialClient/driver.py"],
        swiftSettings: house
    ),
    .testTarget(name: "DriftReadmeTests", dependencies: ["DriftReadme", "DriftTesting"], swiftSettings: house),
    .testTarget(
        name: "DriftStoreTests",
        dependencies: ["DriftStore", "DriftDigest", "DriftMigrations", "DriftTesting", .product(name: "GRDB", package: "GRDB.swift")],
        swiftSettings: house
    ),
    .testTarget(name: "DriftArchiveTests", dependencies: ["DriftArchive", "DriftTesting"], swiftSettings: house),
    .testTarget(name: "DriftResolverTests", dependencies: ["DriftResolver", "DriftCore", "DriftTesting"], swiftSettings: house),
]

/// The use cases, and the command line over them.
let programTargets: [Target] = [
    .target(
        name: "DriftEngine",
        dependencies: ["DriftCore", "DriftLogs", "DriftDigest", "DriftReadme", "DriftStore", "DriftArchive", "DriftHub", "DriftResolver"],
        swiftSettings: house
    ),
    .executableTarget(
        name: "driftd",
        dependencies: [
            "DriftCore", "DriftEngine", "DriftHub", "DriftStore",
            .product(name: "ArgumentParser", package: "swift-argument-parser"),
            .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            .product(name: "Logging", package: "swift-log"),
        ],
        swiftSettings: house
    ),
    .testTarget(
        name: "DriftEngineTests",
        dependencies: [
            "DriftArchive", "DriftCore", "DriftEngine", "DriftHub", "DriftResolver", "DriftStore", "DriftTesting", "HubStandIn",
            "RegistryTesting",
        ],
        swiftSettings: house
    ),
    .testTarget(
        name: "CommandLineTests",
        dependencies: ["driftd", "DriftTesting", "HubStandIn", "RegistryTesting"],
        exclude: ["Captures"],
        swiftSettings: house
    ),
]

/// `make score`, `make bench`: the log reader as a program without anything around it.
let probeTargets: [Target] = [
    .executableTarget(name: "LogProbe", dependencies: ["DriftCore", "DriftLogs"], path: "Benchmarks/LogProbe", swiftSettings: house)
]

/// `make bench`: the log reader's speed.
let benchmarkTargets: [Target] = [
    .executableTarget(
        name: "LogReading",
        dependencies: ["DriftCore", "DriftLogs", .product(name: "Benchmark", package: "benchmark")],
        path: "Benchmarks/LogReading",
        swiftSettings: house,
        plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]
    )
]

/// `make fuzz`: cannot be linked without `--sanitize=fuzzer`.
let fuzzTargets: [Target] = [
    .executableTarget(
        name: "LogFuzzer",
        dependencies: ["DriftCore", "DriftLogs", "ReadingLaws"],
        path: "Tests/Fuzzing/LogFuzzer",
        swiftSettings: house
    )
]

let package = Package(
    name: "driftd",
    products: pureOnly ? [] : [.executable(name: "driftd", targets: ["driftd"])],
    dependencies: pureOnly
        ? (isBenchmarked ? [.package(url: "https://github.com/ordo-one/benchmark", from: "1.38.1", traits: [])] : [])
        : [
            .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
            .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
            .package(url: "https://github.com/apple/swift-http-types", from: "1.0.0"),
            .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
            .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
            // Comes with async-http-client; named for the certificates that it is to trust.
            .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.36.0"),
            .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
            .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
            .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
            .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
            .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
            // Without its traits: no Foundation overlay, no file-descriptor extras.
            .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2", traits: []),
        ],
    targets: pureTargets + (pureOnly ? probeTargets : []) + (isBenchmarked ? benchmarkTargets : []) + (isFuzzed ? fuzzTargets : [])
        + (pureOnly ? [] : adapterTargets + programTargets)
)
