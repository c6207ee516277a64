internal import Glibc

/// Reads an open file of a checkout to its end.
enum FileInput {
    static func read(_ file: borrowing Descriptor, path: String, limitBytes: Int) throws(ApplyError) -> [UInt8] {
        var content: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = Glibc.read(file.number, &chunk, chunk.count)
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { throw .unreadable(path: path, reason: SystemError.text(errno)) }
            if count == 0 { return content }
            guard content.count + count <= limitBytes else { throw .unreadable(path: path, reason: "larger than \(ByteCount(limitBytes))") }
            content.append(contentsOf: chunk[..<count])
        }
    }
}
