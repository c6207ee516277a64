// swift-tools-version: 6.2
import PackageDescription

/// What every target of driftd is built with: Swift 6 concurrency checking, and no warning left standing.
let house: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

/// `DRIFTD_PURE=1 swift test` builds and tests the pure part alone: no dependency, seconds instead of minutes.
let pureOnly = Context.environment["DRIFTD_PURE"] != nil

/// Pure: values and rules, no file, network or clock.
let pureTargets: [Target] = [
    .target(name: "DriftCore", swiftSettings: house),
    .target(name: "DriftLogs", dependencies: ["DriftCore"], swiftSettings: house),
    .target(name: "DriftTesting", dependencies: ["DriftCore"], path: "Tests/DriftTesting", swiftSettings: house),
    .testTarget(name: "DriftCoreTests", dependencies: ["DriftCore", "DriftTesting"], exclude: ["Triage/Excerpts"], swiftSettings: house),
    .testTarget(name: "DriftLogsTests", dependencies: ["DriftCore", "DriftLogs", "DriftTesting"], swiftSettings: house),
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
        ],
        swiftSettings: house
    ),
    // The Hub as its clients see it, for tests and for trying driftd without an account.
    .target(
        name: "HubStandIn",
        dependencies: [
            .product(name: "Hummingbird", package: "hummingbird"), .product(name: "HTTPTypes", package: "swift-http-types"),
            .product(name: "Logging", package: "swift-log"), .product(name: "NIOCore", package: "swift-nio"),
        ],
        path: "Tests/HubStandIn",
        swiftSettings: house
    ),
    .testTarget(name: "DriftHubTests", dependencies: ["DriftHub", "DriftCore", "HubStandIn", "DriftTesting"], swiftSettings: house),
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
            .product(name: "Logging", package: "swift-log"),
        ],
        swiftSettings: house
    ),
    .testTarget(
        name: "DriftEngineTests",
        dependencies: [
            "DriftArchive", "DriftCore", "DriftEngine", "DriftHub", "DriftResolver", "DriftStore", "DriftTesting", "HubStandIn",
        ],
        swiftSettings: house
    ),
    .testTarget(
        name: "CommandLineTests",
        dependencies: ["driftd", "DriftTesting", "HubStandIn"],
        exclude: ["Captures"],
        swiftSettings: house
    ),
]

let package = Package(
    name: "driftd",
    products: pureOnly ? [] : [.executable(name: "driftd", targets: ["driftd"])],
    dependencies: pureOnly
        ? []
        : [
            .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
            .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
            .package(url: "https://github.com/apple/swift-http-types", from: "1.0.0"),
            .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
            .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
            .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
            .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
            .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
            .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
            .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
            // Without its traits: no Foundation overlay, no file-descriptor extras.
            .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2", traits: []),
        ],
    targets: pureOnly ? pureTargets : pureTargets + adapterTargets + programTargets
)
