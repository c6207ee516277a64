/// What a plan asks of an installer: its requirements files as they shall be, and the platform's own requirements.
package struct FeasibilityQuestion: Sendable, Hashable {
    /// One pin of the plan.
    package struct Pin: Sendable, Hashable {
        /// Normalized.
        package var name: String
        package var version: String
        /// `numpy==1.26.4`
        package var line: String
    }

    /// Sorted by name.
    package private(set) var pins: [Pin] = []
    /// The user's own lines about other packages, and the index options.
    package private(set) var ownLines: [String] = []
    package private(set) var earlyOwnLines: [String] = []
    package private(set) var untried: [String] = []
    package let platformLine: [String]
    /// Whether the platform installs a `pre-requirements.txt` first.
    package let canStage: Bool
    /// `3.13`; `nil`: not known.
    package let python: String?

    /// - Parameter files: the duplicate's.
    package init(plan: RestorePlan, files: [String: [UInt8]]) {
        let steps = plan.build?.steps ?? []
        let isBare = !steps.contains { $0.kind == .base || $0.kind == .platform } && (plan.build?.platformLine ?? []).isEmpty
        let isDocker = isBare || plan.build?.sdk == "docker" || plan.build?.origin == .dockerfile
        canStage = !isDocker
        python = plan.build?.python
        // Without a marker that is false for the target, as pip reads it: the resolver does that itself.
        platformLine = isDocker ? [] : plan.build?.platformLine ?? []
        let pinned = Dictionary(
            plan.decisions.filter { $0.action == .pinned || $0.reason == .alreadyPinned }.map { ($0.name.normalized, $0) },
            uniquingKeysWith: { first, _ in first }
        )
        let later = steps.filter { $0.kind >= .requirements }
        for path in RequirementsReferences.reading(Set(later.flatMap(\.files)).sorted(), { Self.content(of: $0, plan, files) }) {
            read(Self.content(of: path, plan, files), pinned: pinned)
        }
        if isDocker {
            // An index of one call is none of the others, but every version that is asked for has to be found somewhere.
            let options = later.flatMap(\.indexOptions).map { $0.replacing("--index-url ", with: "--extra-index-url ") }
            let text = (options + later.flatMap(\.requirements)).joined(separator: "\n")
            read(Array(text.utf8), pinned: pinned)
        }
        if let early = Self.content(of: "pre-requirements.txt", plan, files), canStage {
            earlyOwnLines = RequirementsFile.parse(early).lines.compactMap(Self.askable)
        }
        // What is known to have no wheel cannot be asked about.
        let passedOver = Set((plan.feasibility?.sourceOnly ?? []) + (plan.feasibility?.untried ?? []))
        pins.removeAll { passedOver.contains($0.name) }
        pins.sort { $0.name < $1.name }
        untried = Array(Set(untried)).sorted()
    }

    /// All at once, as the plan has it now.
    package var whole: ResolverQuestion { ResolverQuestion(pins.map(\.line) + ownLines + platformLine) }

    private static func content(of path: String, _ plan: RestorePlan, _ files: [String: [UInt8]]) -> [UInt8]? {
        // The steps name a file as the image has it; a Dockerfile may have put it elsewhere.
        let edit = plan.edits.first { $0.path == path } ?? plan.edits.first { $0.path.hasSuffix("/" + path) }
        if let edit { return edit.result }
        return files[path] ?? files.sorted { $0.key < $1.key }.first { $0.key.hasSuffix("/" + path) }?.value
    }

    private mutating func read(_ bytes: [UInt8]?, pinned: [String: Decision]) {
        for line in RequirementsFile.parse(bytes ?? []).lines {
            guard let text = Self.askable(line) else {
                if let name = Self.name(of: line) { untried.append(name) }
                continue
            }
            if case .requirement(let requirement) = line.kind, let decision = pinned[requirement.name.normalized],
                Self.isPinned(requirement)
            {
                let version = decision.version ?? requirement.specifiers.exactVersion ?? ""
                let pin = Pin(name: requirement.name.normalized, version: version, line: text)
                if !pins.contains(where: { $0.line == text }) { pins.append(pin) }
            } else if !ownLines.contains(text) {
                ownLines.append(text)
            }
        }
    }

    private static func isPinned(_ requirement: Requirement) -> Bool {
        requirement.url != nil || requirement.specifiers.exactVersion != nil
    }

    private static func name(of line: RequirementsFile.Line) -> String? {
        switch line.kind {
        case .requirement(let requirement): requirement.name.normalized
        case .editable(let target), .directReference(let target): target.excerpt(limit: 80)
        // Whatever an installer makes of it.
        case .unparsable: line.text.excerpt(limit: 80)
        default: nil
        }
    }

    /// The line as a resolver may be asked about it without running anybody's code; `nil`: not at all.
    private static func askable(_ line: RequirementsFile.Line) -> String? {
        switch line.kind {
        case .requirement(let requirement):
            guard let url = requirement.url else {
                // `===2004d` is no version to today's resolvers.
                if let exact = requirement.specifiers.exactVersion, Version(exact) == nil { return nil }
                return requirement.description
            }
            let path = url.prefix { $0 != "#" && $0 != "?" }
            return url.hasPrefix("http") && path.hasSuffix(".whl") ? requirement.description : nil
        case .option:
            let kept = line.options.filter { option in
                option.name == "--pre" || ["--index-url", "--extra-index-url", "--find-links"].contains(option.name)
            }
            return kept.isEmpty ? nil : kept.map { [$0.name, $0.value].compactMap(\.self).joined(separator: " ") }.joined(separator: "\n")
        case .editable, .directReference, .comment, .blank, .unparsable: return nil
        }
    }
}
