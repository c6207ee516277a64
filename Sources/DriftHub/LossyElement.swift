/// One element of a list, whose neighbours count although it may be unusable.
struct LossyElement<Value: Decodable & Sendable>: Decodable, Sendable {
    var value: Value?

    init(from decoder: any Decoder) throws { value = try? Value(from: decoder) }
}
