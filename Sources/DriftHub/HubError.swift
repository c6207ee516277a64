/// What went wrong between driftd and the Hub, or its image registry. Addresses are shown without their query; tokens never are.
package enum HubError: Error, Sendable, Hashable {
    /// No answer: `reason` as the transport says it.
    case unreachable(url: String, reason: String)
    /// The Hub itself cannot be reached, and nothing of it is asked for at the moment: `reason` as the transport says it.
    case away(endpoint: String, reason: String)
    /// An encrypted connection to somebody who may be another: `reason` is a sentence.
    case untrusted(url: String, reason: String)
    case timedOut(url: String, seconds: Int)
    /// The answer began and then broke off.
    case cut(url: String, reason: String)
    /// An answer that says no.
    case refused(HubRefusal)
    case tooLarge(url: String, limitBytes: Int)
    /// An answer that is not what was asked for: `reason` completes "the answer …".
    case unexpected(url: String, reason: String)
    /// A redirection that must not be followed: `reason` completes "it …".
    case badRedirect(url: String, reason: String)
    case badConfiguration(variable: String, reason: String)
    case unreadableToken(path: String, reason: String)
    /// Something that needs a token, and none was given.
    case noToken(purpose: String)

    /// What happened, to what; one line, no full stop.
    package var message: String {
        switch self {
        case .unreachable(let url, let reason): "no answer from \(url): \(reason)"
        case .away(let endpoint, let reason): "the Hub at \(endpoint) does not answer: \(reason)"
        case .untrusted(let url, let reason): "no secure connection to \(url): \(reason)"
        case .timedOut(let url, let seconds): "no answer from \(url) within \(seconds) seconds"
        case .cut(let url, let reason): "the answer of \(url) broke off: \(reason)"
        case .refused(let refusal): refusal.message
        case .tooLarge(let url, let limit):
            "the answer of \(url) is larger than \(limit < 1 << 20 ? "\(limit) bytes" : "\(limit >> 20) MiB")"
        case .unexpected(let url, let reason): "the answer of \(url) \(reason)"
        case .badRedirect(let url, let reason): "\(url) redirects, and it \(reason)"
        case .badConfiguration(let variable, let reason): "\(variable) is not usable: \(reason)"
        case .unreadableToken(let path, let reason): "the token file \(path) is not usable: \(reason)"
        case .noToken(let purpose): "\(purpose) needs a token, and there is none"
        }
    }

    /// What to do next.
    package var hint: String {
        switch self {
        case .unreachable:
            "check that the address is right and something serves there, the network and HTTPS_PROXY, then run the command again"
        case .away, .cut: "check the network, HTTPS_PROXY and HF_ENDPOINT, then run the command again"
        case .untrusted: "if an authority of your own signs it, name the file of its certificates: `export SSL_CERT_FILE=…`"
        case .timedOut: "the Hub may be slow: see https://status.huggingface.co, then run the command again"
        case .refused(let refusal): refusal.hint
        case .tooLarge: "this is no answer that driftd can use; look at the address with curl"
        case .unexpected(let url, _): "look at it: `curl -i \(url)`; where a Hub should answer, check HF_ENDPOINT"
        case .badRedirect: "look at the address with `curl -I`"
        case .badConfiguration(let variable, _): "set it right, or `unset \(variable)`"
        case .unreadableToken: "write it anew with `hf auth login`, or set HF_TOKEN"
        case .noToken: "make one at https://huggingface.co/settings/tokens, then `export HF_TOKEN=…`, or run `hf auth login`"
        }
    }

    /// Whether trying again later can help.
    package var isTransient: Bool {
        switch self {
        case .unreachable, .away, .timedOut, .cut: true
        case .refused(let refusal): refusal.isTransient
        case .untrusted, .tooLarge, .unexpected, .badRedirect, .badConfiguration, .unreadableToken, .noToken: false
        }
    }
}
