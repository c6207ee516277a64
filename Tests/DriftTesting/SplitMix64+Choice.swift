extension SplitMix64 {
    package init(seed: Int) { self.init(seed: UInt64(bitPattern: Int64(seed))) }

    /// One of `choices`, of which there must be one.
    package mutating func pick<Element>(_ choices: [Element]) -> Element { choices[Int.random(in: choices.indices, using: &self)] }

    /// True `percent` times in a hundred.
    package mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &self) < percent }
}
