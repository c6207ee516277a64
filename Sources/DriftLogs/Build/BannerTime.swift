/// `2026-07-05 07:53:08` of a banner.
enum BannerTime {
    /// `2026-07-05T07:53:08Z`; `nil` unless the text begins with such a time.
    static func iso8601(_ text: ByteView) -> String? {
        let shape: StaticString = "0000-00-00 00:00:00"
        guard text.count >= shape.utf8CodeUnitCount else { return nil }
        for index in 0..<shape.utf8CodeUnitCount {
            let wanted = shape.utf8Start[index]
            if wanted == UInt8(ascii: "0") ? !text[index].isDigit : text[index] != wanted { return nil }
        }
        return text[0..<10].string + "T" + text[11..<19].string + "Z"
    }
}
