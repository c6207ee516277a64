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
        return String(unsafeUninitializedCapacity: 20) { iso in
            for index in 0..<19 { iso[index] = index == 10 ? UInt8(ascii: "T") : text[index] }
            iso[19] = UInt8(ascii: "Z")
            return 20
        }
    }
}
