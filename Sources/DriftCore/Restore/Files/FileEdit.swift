/// One file of the duplicate's repository as the plan wants it.
package struct FileEdit: Sendable, Hashable {
    /// Path inside the repository: `requirements.txt`.
    package var path: String
    /// What the file must hold before the edit; `nil`: it must not exist.
    package var base: [UInt8]?
    /// What it holds afterwards.
    package var result: [UInt8]

    package init(path: String, base: [UInt8]?, result: [UInt8]) {
        self.path = path
        self.base = base
        self.result = result
    }
}
