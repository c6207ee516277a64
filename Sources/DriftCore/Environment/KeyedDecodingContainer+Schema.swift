extension KeyedDecodingContainer {
    /// The schema is looked at first: of another one nothing else need be as expected.
    func check(schema: String, forKey key: Key) throws {
        guard try decode(String.self, forKey: key) == schema else {
            throw DecodingError.dataCorruptedError(forKey: key, in: self, debugDescription: "expected \(schema)")
        }
    }
}
