extension KeyedDecodingContainer {
    /// The value, or `nil` where it is missing, `null`, or of another type than expected: the Hub's answers differ by stage and by year.
    func lenient<Value: Decodable>(_ type: Value.Type, _ key: Key) -> Value? { (try? decodeIfPresent(type, forKey: key)) ?? nil }
}
