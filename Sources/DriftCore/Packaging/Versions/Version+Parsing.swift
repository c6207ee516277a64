/// The grammar of PEP 440, appendix B, with all the spellings that it normalises; letters in any case:
///
///     version = "v"? (digits "!")? digits ("." digits)* pre? post? dev? ("+" local)?
///     pre     = sep? ("alpha" | "a" | "beta" | "b" | "preview" | "pre" | "c" | "rc") sep? digits?
///     post    = "-" digits | sep? ("post" | "rev" | "r") sep? digits?
///     dev     = sep? "dev" sep? digits?
///     local   = alphanumeric+ (sep alphanumeric+)*
///     sep     = "." | "_" | "-"
///
/// No part can begin with what the part before it may end with, so each is read greedily and nothing is tried twice.
extension Version {
    /// Reads the longest version at the scanner's position; `nil` if there is none. Whether something follows is the caller's concern.
    init?(scanning scanner: inout ByteScanner, allowingLocal: Bool) {
        _ = scanner.consume(ignoringCase: "v")
        var digits = scanner.skip(while: \.isDigit)
        guard !digits.isEmpty else { return nil }
        self.init(release: [])
        if scanner.current == UInt8(ascii: "!"), scanner.peek(1)?.isDigit == true {
            epoch = VersionNumber(digits: scanner.bytes[digits])
            scanner.advance()
            digits = scanner.skip(while: \.isDigit)
        }
        release.append(VersionNumber(digits: scanner.bytes[digits]))
        while scanner.current == UInt8(ascii: "."), scanner.peek(1)?.isDigit == true {
            scanner.advance()
            release.append(VersionNumber(digits: scanner.bytes[scanner.skip(while: \.isDigit)]))
        }
        pre = Self.scanPreRelease(&scanner)
        post = Self.scanPostRelease(&scanner)
        dev = Self.scanSuffix(&scanner) { $0.consume(ignoringCase: "dev") ? true : nil }?.number
        if allowingLocal { localSegments = Self.scanLocal(&scanner) }
    }

    private static func scanPreRelease(_ scanner: inout ByteScanner) -> PreRelease? {
        let found = scanSuffix(&scanner) { (scanner: inout ByteScanner) -> PreReleasePhase? in
            // The longer spelling first: `alpha` begins with `a`.
            if scanner.consume(ignoringCase: "alpha") || scanner.consume(ignoringCase: "a") { return .alpha }
            if scanner.consume(ignoringCase: "beta") || scanner.consume(ignoringCase: "b") { return .beta }
            if scanner.consume(ignoringCase: "preview") || scanner.consume(ignoringCase: "pre") { return .candidate }
            if scanner.consume(ignoringCase: "c") || scanner.consume(ignoringCase: "rc") { return .candidate }
            return nil
        }
        return found.map { PreRelease(phase: $0.label, number: $0.number) }
    }

    private static func scanPostRelease(_ scanner: inout ByteScanner) -> VersionNumber? {
        // `1.0-1`, the implicit post-release.
        if scanner.current == UInt8(ascii: "-"), scanner.peek(1)?.isDigit == true {
            scanner.advance()
            return VersionNumber(digits: scanner.bytes[scanner.skip(while: \.isDigit)])
        }
        return scanSuffix(&scanner) { (scanner: inout ByteScanner) -> Bool? in
            let found =
                scanner.consume(ignoringCase: "post") || scanner.consume(ignoringCase: "rev") || scanner.consume(ignoringCase: "r")
            return found ? true : nil
        }?.number
    }

    /// `sep? label sep? digits?`; leaves the scanner where it was if `label` does not come.
    private static func scanSuffix<Label>(
        _ scanner: inout ByteScanner,
        label: (inout ByteScanner) -> Label?
    ) -> (label: Label, number: VersionNumber)? {
        let start = scanner.position
        if scanner.current?.isSeparator == true { scanner.advance() }
        guard let label = label(&scanner) else {
            scanner.position = start
            return nil
        }
        if scanner.current?.isSeparator == true { scanner.advance() }
        return (label, VersionNumber(digits: scanner.bytes[scanner.skip(while: \.isDigit)]))
    }

    private static func scanLocal(_ scanner: inout ByteScanner) -> [LocalSegment] {
        guard scanner.current == UInt8(ascii: "+"), scanner.peek(1)?.isAlphanumeric == true else { return [] }
        var segments: [LocalSegment] = []
        repeat {
            scanner.advance()
            let segment = scanner.bytes[scanner.skip(while: \.isAlphanumeric)]
            if segment.allSatisfy(\.isDigit) {
                segments.append(.number(VersionNumber(digits: segment)))
            } else {
                segments.append(.text(String(decoding: segment.map(\.asciiLowercased), as: UTF8.self)))
            }
        } while scanner.current?.isSeparator == true && scanner.peek(1)?.isAlphanumeric == true
        return segments
    }
}

extension UInt8 {
    /// `.`, `_`, `-`: between the parts of versions and of names.
    var isSeparator: Bool {
        self == UInt8(ascii: ".") || self == UInt8(ascii: "_") || self == UInt8(ascii: "-")
    }
}
