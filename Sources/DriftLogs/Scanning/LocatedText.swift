/// A line that was kept as it is, and the number of the physical line.
struct LocatedText: Equatable {
    var line: Int
    var text: String
}
