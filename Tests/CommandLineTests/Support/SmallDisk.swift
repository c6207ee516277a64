import Foundation

/// A file system of a few kilobytes, mounted at `disk` for the length of a script: a full disk without filling one.
enum SmallDisk {
    /// Mounting needs a namespace of its own, which not every machine allows.
    static let isAvailable: Bool = {
        guard let program = try? DriftdProgram() else { return false }
        return (try? program.shell(script(kilobytes: 100, "exit 0")).exitCode) == 0
    }()

    /// A shell line that runs `body` with the disk in place; its exit code is `body`'s.
    static func script(kilobytes: Int, _ body: String) -> String {
        """
        mkdir -p disk; unshare --user --map-root-user --mount bash -c '
        mount -t tmpfs -o size=\(kilobytes)k none disk || exit 98
        \(body.replacingOccurrences(of: "'", with: "'\\''"))
        '
        """
    }
}
