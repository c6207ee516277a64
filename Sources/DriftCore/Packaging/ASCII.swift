/// The classes of ASCII that names, versions and digests are made of. A byte of any other character is in none of them.
extension UInt8 {
    package var isDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }
    package var isLetter: Bool { asciiLowercased >= UInt8(ascii: "a") && asciiLowercased <= UInt8(ascii: "z") }
    package var isAlphanumeric: Bool { isDigit || isLetter }
    /// As digests are written, and commits.
    package var isLowercaseHexDigit: Bool { isDigit || self >= UInt8(ascii: "a") && self <= UInt8(ascii: "f") }
    package var isHexDigit: Bool { asciiLowercased.isLowercaseHexDigit }
    /// Space, tab, line feed, vertical tab, form feed, carriage return.
    var isWhitespace: Bool { self == 0x20 || (self >= 0x09 && self <= 0x0D) }
    /// Space and tab: the white space of PEP 508.
    var isBlank: Bool { self == 0x20 || self == 0x09 }
    /// C0 controls and DEL.
    var isControl: Bool { self < 0x20 || self == 0x7F }
    var asciiLowercased: UInt8 { self >= UInt8(ascii: "A") && self <= UInt8(ascii: "Z") ? self | 0x20 : self }
}
