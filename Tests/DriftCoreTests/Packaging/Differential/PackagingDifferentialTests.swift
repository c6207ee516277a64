import DriftCore
import DriftTesting
import Testing

/// driftd against the `packaging` library that pip itself uses, on thousands of random and tabulated inputs.
@Suite("The packaging library agrees", .enabled(if: PackagingOracle.isAvailable, ExternalTool.skipReason))
struct PackagingDifferentialTests {
    @Test("on which versions are valid, and on their canonical form", arguments: [1, 2] as [UInt64])
    func versions(seed: UInt64) throws {
        var random = RandomPackaging(seed: seed)
        var texts = VersionTests.ascending + VersionTests.spellings.flatMap { [$0.text, $0.canonical] } + VersionTests.invalid
        for _ in 0..<2000 {
            let version = random.version()
            texts.append(random.maybeDamaged(version))
        }
        let answers = try PackagingOracle.answers(to: PackagingOracle.Questions(versions: texts)).versions
        try #require(answers.count == texts.count)
        for (text, expected) in zip(texts, answers) {
            let mine = Version(text).map {
                PackagingOracle.Answers.Version(
                    text: $0.description,
                    base: $0.base.description,
                    publicText: $0.publicVersion.description,
                    local: $0.local,
                    isPre: $0.isPrerelease,
                    isPost: $0.isPostrelease,
                    isDev: $0.isDevrelease
                )
            }
            #expect(mine == expected, "\(text.debugDescription)")
        }
        // Both kinds must be there for the comparison to mean something.
        #expect(answers.count { $0 == nil } > 100)
        #expect(answers.count { $0 != nil } > 1000)
    }

    @Test("on the order of any two versions", arguments: [11, 12] as [UInt64])
    func order(seed: UInt64) throws {
        var random = RandomPackaging(seed: seed)
        var pairs: [[String]] = []
        for _ in 0..<3000 {
            pairs.append(random.chance(80) ? [random.nearVersion(), random.nearVersion()] : [random.version(), random.version()])
        }
        let answers = try PackagingOracle.answers(to: PackagingOracle.Questions(pairs: pairs)).pairs
        try #require(answers.count == pairs.count)
        for (pair, expected) in zip(pairs, answers) {
            let (a, b) = (try #require(Version(pair[0])), try #require(Version(pair[1])))
            let order: VersionOrder = expected < 0 ? .less : expected > 0 ? .greater : .equal
            #expect(a.compared(to: b) == order, "\(pair)")
            if order == .equal { #expect(a.hashValue == b.hashValue, "\(pair)") }
        }
    }

    @Test("on which versions a specifier takes", arguments: [21, 22] as [UInt64])
    func specifiers(seed: UInt64) throws {
        var random = RandomPackaging(seed: seed)
        var questions: [PackagingOracle.Questions.Specifier] = []
        for _ in 0..<1500 {
            let text = random.specifierSet()
            let candidates = (0..<12).map { _ in random.chance(85) ? random.nearVersion() : random.version() }
            questions.append(.init(text: random.chance(25) ? random.damaged(text) : text, candidates: candidates))
        }
        let answers = try PackagingOracle.answers(to: PackagingOracle.Questions(specifiers: questions)).specifiers
        try #require(answers.count == questions.count)
        for (question, expected) in zip(questions, answers) {
            let candidates = try question.candidates.map { try #require(Version($0)) }
            let mine = VersionSpecifierSet(question.text).map { specifiers in
                PackagingOracle.Answers.Specifier(
                    text: specifiers.description,
                    containsAny: candidates.map { specifiers.contains($0, allowingPrereleases: true) },
                    containsByDefault: candidates.map { specifiers.contains($0, allowingPrereleases: false) }
                )
            }
            #expect(mine == expected, "\(question)")
        }
        #expect(answers.count { $0 != nil } > 700)
    }

    @Test("on what a marker says", arguments: [31, 32] as [UInt64])
    func markers(seed: UInt64) throws {
        var random = RandomPackaging(seed: seed)
        var questions: [PackagingOracle.Questions.Marker] = []
        let environments = ["3.9.18", "3.11.4", "3.13.0rc1", "3.12.1+"].map { MarkerEnvironment(pythonFullVersion: $0) }
        for _ in 0..<2000 {
            let text = random.marker()
            let environment = random.pick(environments).asDictionary
            questions.append(
                .init(
                    text: random.chance(20) ? random.damaged(text) : text,
                    environment: environment,
                    extra: random.pick(["", "test", "te-st-x"])
                )
            )
        }
        let answers = try PackagingOracle.answers(to: PackagingOracle.Questions(markers: questions)).markers
        try #require(answers.count == questions.count)
        for (question, expected) in zip(questions, answers) {
            let marker = try? Marker(parsing: question.text)
            #expect(marker?.description == expected?.text, "\(question.text)")
            guard let marker, let expected else { continue }
            var environment = MarkerEnvironment(pythonFullVersion: question.environment["python_full_version"] ?? "")
            environment.platformRelease = question.environment["platform_release"] ?? ""
            let extras: Set<String> = question.extra.isEmpty ? [] : [question.extra]
            // An undefined comparison spoils the whole marker there, and only itself here.
            if let value = expected.value { #expect(marker.evaluate(in: environment, extras: extras) == value, "\(question)") }
        }
        #expect(answers.count { $0?.value != nil } > 800)
    }

    @Test("on which requirements are valid, and on their parts", arguments: [41, 42] as [UInt64])
    func requirements(seed: UInt64) throws {
        var random = RandomPackaging(seed: seed)
        // The library reads `===1.0, >=2` as `===` with a version that ends in a comma; by PEP 508 those are two clauses.
        let texts = (0..<3000).map { _ in
            let text = random.requirement()
            return random.maybeDamaged(text)
        }.filter { !($0.contains("===") && $0.contains(",")) }
        let answers = try PackagingOracle.answers(to: PackagingOracle.Questions(requirements: texts)).requirements
        try #require(answers.count == texts.count)
        for (text, expected) in zip(texts, answers) {
            let mine = (try? Requirement(parsing: text)).map {
                PackagingOracle.Answers.Requirement(
                    text: $0.description,
                    name: $0.name.spelling,
                    extras: $0.extras,
                    specifiers: $0.specifiers.description,
                    url: $0.url,
                    marker: $0.marker?.description
                )
            }
            #expect(mine == expected, "\(text.debugDescription)")
        }
        #expect(answers.count { $0 == nil } > 200)
        #expect(answers.count { $0 != nil } > 1000)
    }
}

extension MarkerEnvironment {
    fileprivate var asDictionary: [String: String] {
        [
            "implementation_name": implementationName, "implementation_version": implementationVersion, "os_name": osName,
            "platform_machine": platformMachine, "platform_python_implementation": platformPythonImplementation,
            "platform_release": "5.10.0-generic", "platform_system": platformSystem, "platform_version": platformVersion,
            "python_full_version": pythonFullVersion, "python_version": pythonVersion, "sys_platform": sysPlatform,
        ]
    }
}
