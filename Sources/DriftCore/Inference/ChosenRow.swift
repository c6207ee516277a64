/// A row and how far it is from the day that it is to answer for.
package struct ChosenRow<Row: SeenRow & Sendable & Hashable>: Sendable, Hashable {
    package var row: Row
    /// Days between the build and the nearest day on which the row was seen; 0: it was seen before and after, or on that day.
    package var daysAway: Int
}
