/// A part of a log, taken from it but not yet interpreted.
enum LogSection {
    case build(ScannedBuild)
    case start(ScannedStart)
}
