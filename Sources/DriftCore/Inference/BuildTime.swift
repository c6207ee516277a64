/// When a Space was built, as far as the facts at hand tell: the day that the package index is taken as of.
package struct BuildTime: Sendable, Hashable {
    /// What the time was taken from, best first.
    package enum Basis: String, Sendable, Hashable, Codable, CaseIterable {
        /// The build log's banner: the time itself.
        case banner
        /// A version that runs was uploaded after the commit: the Space was built again since then.
        case upload
        /// The date of the commit that is served.
        case commit
        /// When the repository last changed.
        case lastModified = "last-modified"
        /// Nothing else is known: when the capture was taken.
        case capture
    }

    /// ISO 8601, UTC, to the second: `2026-07-05T07:53:08Z`.
    package var time: String
    package var basis: Basis
    /// The build may be later: a factory rebuild takes the same commit, and leaves no trace outside the log.
    package var isLowerBound: Bool

    package init(time: String, basis: Basis, isLowerBound: Bool) {
        self.time = time
        self.basis = basis
        self.isLowerBound = isLowerBound
    }

    /// The facts that bear on it; every time in the form of `time`.
    package struct Facts: Sendable, Hashable {
        package var banner: String?
        package var commit: String?
        package var lastModified: String?
        /// When the capture was taken: nothing was built later.
        package var taken: String
        /// When the versions that are known to run were uploaded, by `name version`: nothing was built earlier.
        package var uploads: [String: String] = [:]

        package init(taken: String) { self.taken = taken }
    }

    package init(_ facts: Facts) {
        if let banner = facts.banner {
            self.init(time: banner, basis: .banner, isLowerBound: false)
            return
        }
        var found = BuildTime(time: facts.taken, basis: .capture, isLowerBound: false)
        if let commit = facts.commit {
            found = BuildTime(time: commit, basis: .commit, isLowerBound: true)
        } else if let lastModified = facts.lastModified {
            found = BuildTime(time: lastModified, basis: .lastModified, isLowerBound: true)
        }
        if found.isLowerBound, let upload = facts.uploads.values.max(), upload > found.time {
            found = BuildTime(time: upload, basis: .upload, isLowerBound: true)
        }
        // A clock that is wrong somewhere: what was seen cannot be younger than the look.
        if found.time > facts.taken { found.time = facts.taken }
        self = found
    }

    /// `the date of the served commit; a rebuild since then would be later`
    package var words: String {
        switch basis {
        case .banner: "the build log's own time"
        case .upload: "a version that runs is no older, so the Space was built again after its commit; the build may be later still"
        case .commit: "the date of the served commit; a rebuild since then would be later"
        case .lastModified: "when the repository last changed; a rebuild since then would be later"
        case .capture: "the capture's own time, since nothing tells when it was built; the build was earlier"
        }
    }
}
