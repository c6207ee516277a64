internal import Glibc

/// The C library's writing calls, with interruptions and short counts taken care of.
enum FileOutput {
    /// All of `bytes`; the error number on failure.
    static func write(_ bytes: [UInt8], to descriptor: Int32) -> Int32? {
        bytes.withUnsafeBytes { buffer in
            var rest = buffer[...]
            while !rest.isEmpty {
                let count = Glibc.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
                if count < 0 && errno == EINTR { continue }
                if count <= 0 { return count < 0 ? errno : EIO }
                rest = rest.dropFirst(count)
            }
            return nil
        }
    }

    /// Makes a rename in it last through a power cut. Some file systems cannot; the content is right all the same.
    static func synchroniseDirectory(_ path: String) {
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        fsync(descriptor)
        close(descriptor)
    }
}
