/// Numbers of texts, in the order in which they came.
///
/// Builds repeat each other's steps, which have one text in memory (`KnownSteps`): those of late are found by the hash that their step
/// brings, instead of one that is made anew of every byte. Texts that were made to have the same hash push each other out of that.
struct TextNumbers {
    private static let places = 1_024

    private var numbers: [String: Int] = [:]
    private var recent: [(text: String, number: Int)] = []

    /// `nil`: it did not come yet.
    subscript(text: String) -> Int? { numbers[text] }

    /// A text that did not come yet gets the next number.
    /// - Parameter hash: of the text.
    mutating func number(of text: String, hash: UInt64) -> Int {
        if recent.isEmpty { recent = Array(repeating: ("", 0), count: Self.places) }
        let place = Int(truncatingIfNeeded: hash) & (Self.places - 1)
        if !text.isEmpty, recent[place].text == text { return recent[place].number }
        let number = numbers[text] ?? numbers.count
        numbers[text] = number
        recent[place] = (text, number)
        return number
    }
}
