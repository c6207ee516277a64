import AsyncHTTPClient
import Foundation
import NIOHTTP1

/// Where an answer points to.
enum Redirection {
    /// `nil`: the answer is the one that was asked for. 304 says that nothing has changed, and leads nowhere.
    static func location(of response: HTTPClientResponse) -> String? {
        let status = response.status.code
        return (301...308).contains(status) && status != 304 ? response.headers.first(name: "location") : nil
    }

    /// Only reads are redirected, and never from an encrypted to an open connection.
    static func target(_ location: String, from address: String, method: String) throws(HubError) -> String {
        let shown = HubTransport.shown(address)
        guard method == "GET" || method == "HEAD" else { throw .badRedirect(url: shown, reason: "must not, for a \(method)") }
        guard let base = URL(string: address), let target = URL(string: location, relativeTo: base)?.absoluteString,
            let from = HubOrigin(address), let to = HubOrigin(target), to.isUsable
        else { throw .badRedirect(url: shown, reason: "names no usable address") }
        if from.scheme == "https", to.scheme == "http" { throw .badRedirect(url: shown, reason: "leads to an unencrypted address") }
        return target
    }
}
