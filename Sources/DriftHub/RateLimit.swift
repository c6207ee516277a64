/// What the Hub says of the caller's budget with every answer: fixed windows of five minutes, one each for `api`, `resolvers`, `pages`.
///
///     RateLimit: "api";r=499;t=291
///     RateLimit-Policy: "fixed window";"api";q=500;w=300
package struct RateLimit: Sendable, Hashable {
    /// `api`, `resolvers` (every address with `/resolve/`), `pages`.
    package var bucket: String
    /// Calls left in this window.
    package var remaining: Int
    package var secondsToReset: Int
    /// Calls in a whole window; `nil`: not said.
    package var quota: Int?
    package var windowSeconds: Int?

    package init(bucket: String, remaining: Int, secondsToReset: Int, quota: Int? = nil, windowSeconds: Int? = nil) {
        self.bucket = bucket
        self.remaining = remaining
        self.secondsToReset = secondsToReset
        self.quota = quota
        self.windowSeconds = windowSeconds
    }

    /// From both headers' values; `nil` where the first one does not have that form.
    package init?(rateLimit: String?, policy: String?) {
        let now = #/"(?<bucket>\w+)"\s*;\s*r\s*=\s*(?<remaining>\d+)\s*;\s*t\s*=\s*(?<reset>\d+)/#
        guard let match = rateLimit?.firstMatch(of: now), let remaining = Int(match.remaining), let reset = Int(match.reset) else {
            return nil
        }
        self.init(bucket: String(match.bucket), remaining: remaining, secondsToReset: reset)
        if let match = policy?.firstMatch(of: #/q\s*=\s*(?<quota>\d+).*?w\s*=\s*(?<window>\d+)/#) {
            quota = Int(match.quota)
            windowSeconds = Int(match.window)
        }
    }
}
