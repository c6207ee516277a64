/// A log that a program printed as literals may have gone through something before: what an API gave it had times before its lines, a page
/// had escaped it. Of the literals' texts the carrier is judged as that of any log.
extension LineNormalizer {
    /// Judges what the log went through, of which this is the head.
    mutating func judge(_ head: ByteView) {
        traits = CarrierTraits(head: head)
        guard traits.holdsLiterals else { return }
        var text: [UInt8] = []
        CarrierTraits.forEachLine(of: head) { StringLiteral.appendTexts(of: $0, to: &text) }
        text.withUnsafeBytes { bytes in
            var normalizer = LineNormalizer()
            if let view = ByteView(bytes) { normalizer.traits = CarrierTraits(head: view) }
            if normalizer.traits != CarrierTraits() { inside = [normalizer] }
        }
    }

    /// Lines inside of literals lost what stood behind this many characters.
    var insideCropWidth: Int? { inside.first?.traits.cropWidth }

    /// `false`: the line holds no literal whose text went through anything.
    mutating func normalizeInside(_ physical: ByteView, _ number: Int, _ body: (ByteView, Int, [LineJoint]) -> Void) -> Bool {
        guard traits.holdsLiterals, !LineHead.isKnown(physical), !ServerSentEvent.isEvent(physical) else { return false }
        var text: [UInt8] = []
        StringLiteral.appendTexts(of: physical, to: &text)
        text.withUnsafeBytes { bytes in
            if let view = ByteView(bytes) { CarrierTraits.forEachLine(of: view) { inside[0].normalize($0, number, body) } }
        }
        return true
    }
}
