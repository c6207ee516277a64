internal import DriftCore

extension Snapshot {
    /// What to call it on any machine: its Space, else the last part of the path that it was read from.
    ///
    /// Never the whole path: it would say whose machine it was, and give the same content another digest elsewhere.
    func portableLabel(readFrom label: String) -> String {
        space?.description ?? label.split(separator: "/").last.map(String.init) ?? label
    }
}
