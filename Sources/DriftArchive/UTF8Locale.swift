import CArchive

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Runs `body` with this thread's character type set to UTF-8.
///
/// A Swift program starts in the "C" locale. There libarchive 3.6 loses non-ASCII names: it crashes when writing pax headers
/// and reads every such name as missing. The locale is the thread's own, so other threads see nothing of it; `body` must not suspend.
func withUTF8Locale<Result>(_ body: () throws(ArchiveError) -> Result) throws(ArchiveError) -> Result {
    guard let locale = newlocale(driftd_character_type_mask, "C.UTF-8", nil) else { throw .missingLocale }
    defer { freelocale(locale) }
    let previous = uselocale(locale)
    defer { uselocale(previous) }
    return try body()
}
