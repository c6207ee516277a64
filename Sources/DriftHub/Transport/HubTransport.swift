import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import NIOSSL
import Synchronization

/// HTTP to the Hub and to where it redirects: proxies, limits, and a token that goes to the Hub's own origin only.
final class HubTransport: Sendable {
    /// Clients differ by proxy and by how long silence is borne.
    private struct ClientKey: Hashable {
        var proxy: ProxyRules.Proxy?
        var idleTimeout: Duration
    }

    /// What goes along to prove who asks.
    enum Authorization: Sendable {
        /// The user's token, if the call goes to the Hub's own origin.
        case hub
        case none
        /// A header's value, made for just this address.
        case value(String)
    }

    let configuration: HubConfiguration
    let origin: HubOrigin
    private let clients = Mutex<[ClientKey: HTTPClient]>([:])

    init(_ configuration: HubConfiguration) throws(HubError) {
        guard let origin = HubOrigin(configuration.endpoint) else {
            throw .badConfiguration(variable: "HF_ENDPOINT", reason: "it is no address")
        }
        self.configuration = configuration
        self.origin = origin
    }

    func shutDown() async {
        let all = clients.withLock { clients in
            defer { clients = [:] }
            return Array(clients.values)
        }
        // It fails only where it was shut down before.
        for client in all { try? await client.shutdown() }
    }

    /// The head of the answer; its body is still to be read.
    func open(
        _ address: String,
        _ request: HubRequest,
        authorization: Authorization = .hub,
        idleTimeout: Duration
    ) async throws -> HTTPClientResponse {
        let shown = Self.shown(address)
        guard let target = HubOrigin(address), target.isUsable else {
            throw HubError.badRedirect(url: shown, reason: "is no usable address")
        }
        var message = HTTPClientRequest(url: address)
        message.method = HTTPMethod(rawValue: request.method)
        message.headers.add(name: "User-Agent", value: configuration.userAgent)
        message.headers.add(name: "Accept", value: request.accept)
        if let type = request.contentType { message.headers.add(name: "Content-Type", value: type) }
        switch authorization {
        case .value(let value): message.headers.add(name: "Authorization", value: value)
        case .hub:
            if target.isSame(as: origin), let token = configuration.token {
                message.headers.add(name: "Authorization", value: token.authorization)
            }
        case .none: break
        }
        if let body = request.body { message.body = .bytes(ByteBuffer(bytes: body)) }
        do {
            return try await client(for: target, idleTimeout: idleTimeout)
                .execute(message, timeout: .nanoseconds(Int64(clamping: (idleTimeout + configuration.limits.connectTimeout).nanoseconds)))
        } catch {
            throw TransportFault.explained(error, url: shown, seconds: idleTimeout.wholeSeconds, hasBegun: false)
        }
    }

    /// The whole body, within the limits.
    func body(of response: HTTPClientResponse, limitBytes: Int, url: String) async throws -> [UInt8] {
        let started = ContinuousClock.now
        var content: [UInt8] = []
        do {
            for try await chunk in response.body {
                if content.count + chunk.readableBytes > limitBytes { throw HubError.tooLarge(url: url, limitBytes: limitBytes) }
                content.append(contentsOf: chunk.readableBytesView)
                if ContinuousClock.now - started > configuration.limits.answerTimeout {
                    throw HubError.timedOut(url: url, seconds: configuration.limits.answerTimeout.wholeSeconds)
                }
            }
        } catch {
            throw TransportFault.explained(error, url: url, seconds: configuration.limits.idleTimeout.wholeSeconds, hasBegun: true)
        }
        if let announced = response.headers.first(name: "content-length").flatMap(Int.init), announced > content.count {
            throw HubError.cut(url: url, reason: "\(content.count) of \(announced) bytes came")
        }
        return content
    }

    private func client(for target: HubOrigin, idleTimeout: Duration) -> HTTPClient {
        let proxy = configuration.proxies.proxy(scheme: target.scheme, host: target.host, port: target.port)
        return clients.withLock { clients in
            let key = ClientKey(proxy: proxy, idleTimeout: idleTimeout)
            if let client = clients[key] { return client }
            let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: settings(proxy, idleTimeout))
            clients[key] = client
            return client
        }
    }

    private func settings(_ proxy: ProxyRules.Proxy?, _ idleTimeout: Duration) -> HTTPClient.Configuration {
        var settings = HTTPClient.Configuration(
            // Followed by hand: the token must not go along.
            redirectConfiguration: .disallow,
            timeout: .init(
                connect: .nanoseconds(Int64(clamping: configuration.limits.connectTimeout.nanoseconds)),
                read: .nanoseconds(Int64(clamping: idleTimeout.nanoseconds))
            )
        )
        // A log stream is left by closing its connection, which HTTP/2 would share with other calls.
        settings.httpVersion = .http1Only
        // What does not connect is said at once; how often to try again is `RetryPolicy`'s business.
        settings.connectionPool.retryConnectionEstablishment = false
        if let authorities = configuration.authorities {
            var security = TLSConfiguration.makeClientConfiguration()
            security.trustRoots = .file(authorities.path)
            settings.tlsConfiguration = security
        }
        if let proxy {
            settings.proxy = .server(
                host: proxy.host,
                port: proxy.port,
                authorization: proxy.user.map { .basic(username: $0, password: proxy.password ?? "") }
            )
        }
        return settings
    }

    /// Queries may hold what is nobody's business (signed addresses of a CDN).
    static func shown(_ address: String) -> String { String(address.prefix { $0 != "?" && $0 != "#" }) }
}

extension Duration {
    var nanoseconds: Int128 { attoseconds / 1_000_000_000 }
    var wholeSeconds: Int { Int(components.seconds) }
}
