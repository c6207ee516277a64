/// What goes wrong, where and how often.
package struct StandInFault: Sendable {
    package enum Kind: Sendable {
        case answer(status: Int, headers: [String: String], body: String)
        /// Promises the whole body and closes in the middle of it.
        case cutBody
        /// Sends the body a few bytes at a time.
        case drip(millisecondsPerByte: Int)
        /// Says nothing for so long, then answers as usual.
        case stall(milliseconds: Int)
        /// Sends on to this address.
        case redirect(to: String, status: Int)
    }

    /// What the path and query must contain: `/logs/build`, `/api/spaces/alice/app`.
    package var path: String
    package var method: String?
    package var kind: Kind
    /// How many requests it hits; `nil`: all.
    package var times: Int?
    /// How many it lets pass first.
    package var after = 0

    package init(path: String, method: String? = nil, _ kind: Kind, times: Int? = nil, after: Int = 0) {
        self.path = path
        self.method = method
        self.kind = kind
        self.times = times
        self.after = after
    }

    package static func status(_ status: Int, code: String? = nil, message: String? = nil) -> Kind {
        var headers = ["x-request-id": "Root=1-standin"]
        if let code { headers["X-Error-Code"] = code }
        if let message { headers["X-Error-Message"] = message }
        return .answer(status: status, headers: headers, body: #"{"error":"\#(message ?? "no")"}"#)
    }

    package static func rateLimit(resetSeconds: Int) -> Kind {
        .answer(
            status: 429,
            headers: ["RateLimit": "\"api\";r=0;t=\(resetSeconds)", "RateLimit-Policy": "\"fixed window\";\"api\";q=500;w=300"],
            body: #"{"error":"We had to rate limit you"}"#
        )
    }
}
