/// What a look at a Space asks the Hub for. The Space itself (`space.json`) always comes: nothing else can be asked for without it.
package struct CaptureParts: OptionSet, Sendable, Hashable {
    package let rawValue: Int
    package init(rawValue: Int) { self.rawValue = rawValue }

    package static let runtime = CaptureParts(rawValue: 1 << 0)
    /// Variables, and the names of secrets.
    package static let settings = CaptureParts(rawValue: 1 << 1)
    /// Where there is none, the date of the commit stands in.
    package static let buildLog = CaptureParts(rawValue: 1 << 2)
    package static let runLog = CaptureParts(rawValue: 1 << 3)
    package static let files = CaptureParts(rawValue: 1 << 4)
    /// The list of packages in the image.
    package static let image = CaptureParts(rawValue: 1 << 5)
    /// The commits of models and datasets.
    package static let linked = CaptureParts(rawValue: 1 << 6)
    package static let origin = CaptureParts(rawValue: 1 << 7)
    /// What the running app says of itself.
    package static let application = CaptureParts(rawValue: 1 << 8)

    package static let all: CaptureParts = [.runtime, .settings, .buildLog, .runLog, .files, .image, .linked, .origin, .application]
    /// What bears on a duplicate before it is made.
    static let inspection: CaptureParts = [.runtime, .settings, .buildLog, .files]
    /// Code alone.
    static let source: CaptureParts = [.files]
}
