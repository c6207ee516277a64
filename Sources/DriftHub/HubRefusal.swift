/// An answer with a status that says no, and what the Hub said with it.
package struct HubRefusal: Sendable, Hashable {
    package var status: Int
    /// `GET`
    package var method: String
    /// Without its query.
    package var url: String
    /// `X-Error-Code`: `RepoNotFound`, `RevisionNotFound`, `EntryNotFound`, `GatedRepo`.
    package var code: String?
    /// The Hub's own words: `X-Error-Message`, or out of the body. One line, at most 300 characters, without the token.
    package var words: String?
    /// `x-request-id`, `x-amzn-trace-id` or `x-amz-cf-id`: what the Hub's staff asks for.
    package var requestIdentifier: String?
    package var rateLimit: RateLimit?
    /// `Retry-After`, in seconds.
    package var retryAfterSeconds: Int?
    package var hadToken: Bool

    /// The Hub did not accept the token itself: not a question of rights.
    package var isBadToken: Bool { status == 401 && words?.contains("Invalid credentials in Authorization header") == true }

    /// What was asked for is not there, or not for this caller: the Hub says the same of both, with 401 or 404.
    package var isMissing: Bool {
        !isBadToken && !isOwnLogin && code != "GatedRepo" && (status == 401 || status == 404 || code == "RepoNotFound")
    }

    /// Gradio's `launch(auth=…)`, `{"detail":"Not authenticated"}`: the app's own users, of whom the Hub knows nothing.
    package var isOwnLogin: Bool { status == 401 && words == "Not authenticated" }

    /// There, but not for this caller.
    package var isForbidden: Bool { status == 403 || code == "GatedRepo" }

    package var isRateLimit: Bool { status == 429 }

    /// 408, 429 and the server's own faults, as the official client has it.
    package var isTransient: Bool { [408, 429, 500, 502, 503, 504].contains(status) }

    /// Without the address: `not allowed with this token (403): you need write access`.
    package var sentence: String { verdict + (words.map { ": \($0)" } ?? "") }

    package var message: String {
        let said = words.map { ": \($0)" } ?? ""
        let request = requestIdentifier.map { " (request \($0))" } ?? ""
        return "\(method) \(url): \(verdict)\(said)\(request)"
    }

    private var verdict: String {
        if isBadToken { return "the Hub does not accept the token" }
        if isOwnLogin { return "the app asks for a login of its own (401)" }
        if code == "EntryNotFound" { return "no such file at that revision (\(status))" }
        if code == "RevisionNotFound" { return "no such revision (\(status))" }
        if code == "GatedRepo" { return "gated: its owner grants access (\(status))" }
        if isMissing {
            return hadToken ? "not found, or no access with this token (\(status))" : "not found, or private: no token was sent (\(status))"
        }
        switch status {
        case 403: return hadToken ? "not allowed with this token (403)" : "not allowed without a token (403)"
        case 409: return "it exists already (409)"
        case 429: return "too many requests (429)\(rateLimit.map { "; the limit resets in \($0.secondsToReset) seconds" } ?? "")"
        case 500...: return "the Hub failed (\(status))"
        default: return "refused (\(status))"
        }
    }

    package var hint: String {
        if isBadToken { return "make a new token at https://huggingface.co/settings/tokens, then set HF_TOKEN or run `hf auth login`" }
        if isOwnLogin {
            return "no token opens it: call it from Python with Client(…, auth=(user, password)), or start a duplicate without auth="
        }
        if code == "EntryNotFound" || code == "RevisionNotFound" { return "check the name and the revision on the Space's Files page" }
        if code == "GatedRepo" { return "ask for access on its page, then use a token of that account" }
        if isMissing || isForbidden {
            return hadToken
                ? "check the name; if it is right, use a token whose account and scope may do this (https://huggingface.co/settings/tokens)"
                : "check the name; if it is private, set HF_TOKEN or run `hf auth login`"
        }
        if isRateLimit { return "wait \(rateLimit?.secondsToReset ?? retryAfterSeconds ?? 300) seconds; a token raises the limit" }
        if isTransient { return "see https://status.huggingface.co, then run the command again" }
        return "the Hub's own words say why"
    }
}
