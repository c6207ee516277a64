import Foundation

#if canImport(Glibc)
    import Glibc
    private let streamSocket = Int32(SOCK_STREAM.rawValue)
#else
    import Darwin
    private let streamSocket = SOCK_STREAM
#endif

/// A port on loopback that no other program is given while this lives: one server may listen there, and when that is gone, nobody.
///
/// Without it the kernel gives a stopped server's port to whatever starts next, and a test that expects silence is answered.
package final class ReservedPort: Sendable {
    private let descriptor: Int32
    package let number: UInt16

    package init() throws {
        let descriptor = socket(AF_INET, streamSocket, 0)
        guard descriptor >= 0 else { throw Failure.none }
        // Two sockets may share an address if both ask to, and one of them alone listens.
        var yes: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let result = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, length) | getsockname(descriptor, $0, &length)
            }
        }
        guard result == 0 else {
            close(descriptor)
            throw Failure.none
        }
        self.descriptor = descriptor
        number = UInt16(bigEndian: address.sin_port)
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    }

    deinit { close(descriptor) }

    private enum Failure: Error { case none }
}
