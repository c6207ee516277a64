/// The lines that most of a build's output is made of, told by their first eight bytes as one number.
///
/// Two of three lines that a build prints are one of these, and every other look at a line is a guess of the processor that may be wrong.
enum UsualLine {
    /// `StepOutput` reads it.
    case kept
    /// It says nothing about an environment.
    case dropped

    /// Longer lines, and shorter ones than a bar, are looked at with more care.
    private static let usualBytes = 12..<4_096
    private static let leastBar = 32

    /// `nil`: it is another line.
    @inline(__always)
    init?(_ line: ByteView) {
        guard Self.usualBytes.contains(line.count) else { return nil }
        let head = UnsafeRawPointer(line.start).loadUnaligned(as: UInt64.self)
        if head == Self.number("Collecti") {
            guard line.hasPrefix("Collecting ") else { return nil }
            self = .kept
        } else if head == Self.number("  Downlo") {
            guard Self.isDownload(line.dropFirst(2)) else { return nil }
            self = .dropped
        } else if head == Self.number("Download") {
            guard Self.isDownload(line) else { return nil }
            self = .dropped
        } else if head == Self.number("     ━") || head == Self.number("   ━━") {
            guard line.count >= Self.leastBar else { return nil }
            self = .dropped
        } else if head == Self.number("Requirem") {
            guard line.hasPrefix("Requirement already ") else { return nil }
            self = .kept
        } else {
            return nil
        }
    }

    /// A file's name, which is no version of a package `downloading`, and no address.
    @inline(__always)
    private static func isDownload(_ body: ByteView) -> Bool {
        guard let subject = body.afterPrefix("Downloading "), subject.count > 0 else { return false }
        return subject[0].isLetter && !subject.hasPrefix("http")
    }

    /// The first eight bytes of `text`, which has no fewer. A constant, where it is inlined.
    @inline(__always)
    private static func number(_ text: StaticString) -> UInt64 { UnsafeRawPointer(text.utf8Start).loadUnaligned(as: UInt64.self) }
}
