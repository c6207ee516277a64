/// A version by PEP 440: `1!2.0.post1.dev3+cu118`.
///
/// Two spellings of one version are equal: `1.0` == `1.0.0`, `1.0-RC.1` == `1.0rc1`. The order is PEP 440's:
/// `1.0.dev1` < `1.0a1.dev1` < `1.0a1` < `1.0b1` < `1.0rc1` < `1.0` < `1.0+local` < `1.0.post1.dev1` < `1.0.post1` < `1.1`.
package struct Version: Sendable {
    package enum PreReleasePhase: Int, Sendable, Hashable {
        case alpha, beta, candidate
    }

    package struct PreRelease: Sendable, Hashable {
        package var phase: PreReleasePhase
        package var number: VersionNumber
    }

    package enum LocalSegment: Sendable, Hashable {
        /// Lower case.
        case text(String)
        case number(VersionNumber)
    }

    package var epoch: VersionNumber = .zero
    /// At least one number; trailing zeros as written.
    package var release: [VersionNumber]
    package var pre: PreRelease?
    package var post: VersionNumber?
    package var dev: VersionNumber?
    /// Empty: no local version.
    package var localSegments: [LocalSegment] = []

    /// `nil` if `text` is no version by PEP 440. White space around it is ignored.
    package init?(_ text: some StringProtocol) {
        var scanner = ByteScanner(Array(text.utf8))
        scanner.skip(while: \.isWhitespace)
        guard let version = Version(scanning: &scanner, allowingLocal: true) else { return nil }
        scanner.skip(while: \.isWhitespace)
        guard scanner.isAtEnd else { return nil }
        self = version
    }

    init(release: [VersionNumber]) {
        self.release = release
    }

    package var isPrerelease: Bool { pre != nil || dev != nil }
    package var isPostrelease: Bool { post != nil }
    package var isDevrelease: Bool { dev != nil }

    /// `cu118` of `2.1.2+cu118`, in its canonical form.
    package var local: String? {
        localSegments.isEmpty ? nil : localSegments.map(\.description).joined(separator: ".")
    }

    /// The version without its local part.
    package var publicVersion: Version {
        if localSegments.isEmpty { return self }
        var result = self
        result.localSegments = []
        return result
    }

    /// Epoch and release alone: `1!2.0` of `1!2.0rc1.post2.dev3+x`.
    package var base: Version {
        var result = Version(release: release)
        result.epoch = epoch
        return result
    }

    /// The release's number at `index`, from 0; 0 beyond its end, as PEP 440 pads.
    func releaseNumber(at index: Int) -> VersionNumber {
        index < release.count ? release[index] : .zero
    }

    /// Whether the epoch is the same and the release, padded with zeros, begins with `prefix`.
    func hasPrefix(epoch: VersionNumber, release prefix: some Sequence<VersionNumber>) -> Bool {
        self.epoch == epoch && prefix.enumerated().allSatisfy { releaseNumber(at: $0.offset) == $0.element }
    }

    /// Whether epoch and release are the same, whatever zeros end them.
    func hasSameBase(as other: Version) -> Bool {
        epoch == other.epoch && Self.orderOfReleases(self, other) == .equal
    }
}

extension Version: Hashable, Comparable {
    package static func == (a: Version, b: Version) -> Bool { a.compared(to: b) == .equal }
    package static func < (a: Version, b: Version) -> Bool { a.compared(to: b) == .less }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(epoch)
        let significant = (release.lastIndex { !$0.isZero } ?? -1) + 1
        for number in release.prefix(significant) { hasher.combine(number) }
        hasher.combine(pre)
        hasher.combine(post)
        hasher.combine(dev)
        hasher.combine(localSegments)
    }

    package func compared(to other: Version) -> VersionOrder {
        VersionOrder(epoch, other.epoch)
            .then(Self.orderOfReleases(self, other))
            .then(VersionOrder(prePhaseRank, other.prePhaseRank))
            .then(VersionOrder(pre?.number ?? .zero, other.pre?.number ?? .zero))
            // No post-release comes before any; a development release comes before the release it leads to.
            .then(Self.order(post, other.post, absentIsLess: true))
            .then(Self.order(dev, other.dev, absentIsLess: false))
            .then(Self.orderOfLocals(localSegments, other.localSegments))
    }

    /// `1.0.dev1` stands before every alpha, `1.0` after every candidate; `1.0.post1.dev1` belongs to a post-release, so to the latter.
    private var prePhaseRank: Int {
        if let pre { return pre.phase.rawValue }
        return post == nil && dev != nil ? -1 : 3
    }

    private static func orderOfReleases(_ a: Version, _ b: Version) -> VersionOrder {
        for index in 0..<max(a.release.count, b.release.count) {
            let order = VersionOrder(a.releaseNumber(at: index), b.releaseNumber(at: index))
            if order != .equal { return order }
        }
        return .equal
    }

    private static func order(_ a: VersionNumber?, _ b: VersionNumber?, absentIsLess: Bool) -> VersionOrder {
        switch (a, b) {
        case (nil, nil): .equal
        case (nil, _): absentIsLess ? .less : .greater
        case (_, nil): absentIsLess ? .greater : .less
        case (let a?, let b?): VersionOrder(a, b)
        }
    }

    /// Segment by segment; text before numbers, the shorter first where one begins the other.
    private static func orderOfLocals(_ a: [LocalSegment], _ b: [LocalSegment]) -> VersionOrder {
        for (x, y) in zip(a, b) where x != y {
            switch (x, y) {
            case (.text(let x), .text(let y)): return x.utf8.lexicographicallyPrecedes(y.utf8) ? .less : .greater
            case (.number(let x), .number(let y)): return VersionOrder(x, y)
            case (.text, .number): return .less
            case (.number, .text): return .greater
            }
        }
        return VersionOrder(a.count, b.count)
    }
}

extension Version: CustomStringConvertible {
    /// The canonical form: `1!2.0rc1.post2.dev3+ubuntu.1`. Trailing zeros of the release stay.
    package var description: String {
        var result = epoch.isZero ? "" : "\(epoch)!"
        result += release.map(\.description).joined(separator: ".")
        if let pre { result += "\(pre.phase)\(pre.number)" }
        if let post { result += ".post\(post)" }
        if let dev { result += ".dev\(dev)" }
        if let local { result += "+\(local)" }
        return result
    }
}

extension Version.PreReleasePhase: CustomStringConvertible {
    package var description: String {
        switch self {
        case .alpha: "a"
        case .beta: "b"
        case .candidate: "rc"
        }
    }
}

extension Version.LocalSegment: CustomStringConvertible {
    package var description: String {
        switch self {
        case .text(let text): text
        case .number(let number): number.description
        }
    }
}
