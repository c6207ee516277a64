import AsyncHTTPClient
import Foundation
import NIOCore
import NIOPosix
import NIOSSL

/// The transport's errors in driftd's words.
enum TransportFault {
    /// A `HubError`; `CancellationError` where the task was cancelled.
    static func explained(_ error: any Error, url: String, seconds: Int, hasBegun: Bool) -> any Error {
        if error is HubError || error is CancellationError { return error }
        if Task.isCancelled { return CancellationError() }
        if let error = error as? HTTPClientError {
            switch error {
            case .readTimeout, .deadlineExceeded, .writeTimeout: return HubError.timedOut(url: url, seconds: seconds)
            case .connectTimeout, .getConnectionFromPoolTimeout, .tlsHandshakeTimeout, .httpProxyHandshakeTimeout:
                return HubError.unreachable(url: url, reason: "connecting took too long")
            case .invalidProxyResponse:
                return HubError.unreachable(url: url, reason: "the proxy does not make a connection to that host and port")
            case .proxyAuthenticationRequired: return HubError.unreachable(url: url, reason: "the proxy wants other credentials")
            case .remoteConnectionClosed:
                return hasBegun
                    ? HubError.cut(url: url, reason: "the connection was closed")
                    : HubError.unreachable(url: url, reason: "the connection was closed")
            default: break
            }
        }
        if let reason = distrust(error) { return HubError.untrusted(url: url, reason: reason) }
        let reason = reason(error)
        return hasBegun ? HubError.cut(url: url, reason: reason) : HubError.unreachable(url: url, reason: reason)
    }

    /// Why the other side's certificate does not do; `nil`: it is not about that.
    private static func distrust(_ error: any Error) -> String? {
        if let error = error as? NIOSSLExtraError, error == .failedToValidateHostname { return "its certificate is for another host" }
        guard error is NIOSSLError || error is BoringSSLError, "\(error)".contains("CERTIFICATE_VERIFY_FAILED") else { return nil }
        return "no trusted authority vouches for its certificate"
    }

    private static func reason(_ error: any Error) -> String {
        if let error = error as? IOError { return String(cString: strerror(error.errnoCode)).lowercased() }
        if let error = error as? NIOConnectionError {
            if let first = error.connectionErrors.first { return reason(first.error) }
            return "the host \(error.host) has no address"
        }
        return "\(error)".split(whereSeparator: \.isNewline).joined(separator: " ")
    }
}
