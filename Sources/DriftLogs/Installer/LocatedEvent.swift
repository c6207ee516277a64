/// An event and the physical line that it was read from.
struct LocatedEvent: Equatable {
    var line: Int
    var event: InstallerEvent
}
