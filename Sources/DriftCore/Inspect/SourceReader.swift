/// How a file was read.
package enum SourceReader: String, Sendable, Hashable, Codable {
    /// Python's own parser.
    case ast
    /// Line by line: what spans lines, or is written in an unusual way, may be missed.
    case scan
}
