/// Which interpreter each environment has.
extension EnvironmentState {
    /// An interpreter that was built for the system makes exact which one is known to be used there.
    mutating func refinePython(_ version: String) {
        if let known = pythons[.system], version.hasPrefix(known + ".") { notePython(version, of: .system) }
    }
}
