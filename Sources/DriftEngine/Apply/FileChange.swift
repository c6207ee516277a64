internal import DriftCore

/// One file of a checkout from one content to another; `nil`: there is no such file.
struct FileChange: Sendable, Hashable {
    var path: String
    var from: [UInt8]?
    var to: [UInt8]?

    init(_ edit: FileEdit, _ direction: ApplyBundle.Direction) {
        path = edit.path
        switch direction {
        case .apply: (from, to) = (edit.base, edit.result)
        case .undo: (from, to) = (edit.result, edit.base)
        }
    }

    /// Why a file with `content` is neither what the change begins with nor what it ends with.
    func mismatch(with content: [UInt8]?) -> FileMismatch {
        guard let content else { return .missing }
        guard let from else { return .exists }
        return Self.withoutCarriageReturns(content) == Self.withoutCarriageReturns(from) ? .lineEnds : .edited
    }

    private static func withoutCarriageReturns(_ bytes: [UInt8]) -> [UInt8] { bytes.filter { $0 != UInt8(ascii: "\r") } }
}
