/// A known break whose symptom the logs show, held against the versions that they show too.
package struct KnownBreakMatch: Sendable, Hashable {
    package var knownBreak: KnownBreak
    /// The culprit's version in these logs; `nil`: they do not show it.
    package var found: String?
    /// The version is there and lies in the bad range; otherwise the pin is a conjecture from the symptom alone.
    package var isVerified: Bool

    /// `nil`: a version in the logs contradicts the break.
    package init?(_ knownBreak: KnownBreak, in reading: EnvironmentReading?, tracebackPython: String?) {
        self.knownBreak = knownBreak
        if let companion = knownBreak.companion,
            Self.holds(companion.versions, Self.version(of: companion.package, in: reading, tracebackPython)) == false
        {
            return nil
        }
        let found = Self.version(of: knownBreak.package, in: reading, tracebackPython)
        let verdict = knownBreak.bad.flatMap { Self.holds($0, found) }
        self.found = found
        if verdict == false { return nil }
        isVerified = verdict == true
    }

    private static func version(of name: String, in reading: EnvironmentReading?, _ tracebackPython: String?) -> String? {
        if name == "python" { return tracebackPython ?? reading?.python }
        guard let name = PackageName(name), let reading else { return nil }
        // pip installs the others; lists leave it out.
        if name.normalized == "pip", let version = reading.installers.last(where: { $0.name == "pip" })?.version { return version }
        if let version = reading.packages.first(where: { $0.release.name == name })?.release.version { return version }
        return reading.sdk.flatMap { $0.name == name.normalized ? $0.version : nil }
    }

    /// `nil`: cannot be said.
    private static func holds(_ specifiers: String, _ version: String?) -> Bool? {
        guard let version = version.flatMap({ Version($0) }), let set = VersionSpecifierSet(specifiers) else { return nil }
        return set.contains(version, allowingPrereleases: true)
    }
}
