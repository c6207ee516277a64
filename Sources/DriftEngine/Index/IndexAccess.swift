internal import DriftResolver
package import Foundation

/// The way to a package index: through uv or pip of this machine, by the caller's variables.
package struct IndexAccess: Sendable {
    /// The caller's environment.
    let variables: [String: String]
    /// Told what is asked, and what the tools print.
    let onLine: (@Sendable (String) -> Void)?
    /// The program uv; `nil`: from `PATH`.
    package var uv: String?
    /// When it is asked.
    package var now: @Sendable () -> Date = { Date() }

    package init(variables: [String: String], onLine: (@Sendable (String) -> Void)? = nil) {
        self.variables = variables
        self.onLine = onLine
    }

    /// What the tools see.
    var environment: ToolEnvironment { ToolEnvironment(variables) }

    /// What was answered today; answers of other days go.
    ///
    /// - Parameters:
    ///   - tool: `uv 0.13.9`
    ///   - python: `3.13`; empty: each question names its own.
    ///   - asOf: as if it were this day: `2026-03-01`.
    func cache(of tool: String, python: String = "", asOf: String? = nil) -> AnswerCache {
        let today = now()
        let day = String(today.formatted(.iso8601).prefix(10))
        let cache = AnswerCache(
            variables: variables,
            context: AnswerCache.Context(tool: tool, python: python, day: day, asOf: asOf, settings: environment.indexSettings)
        )
        cache.removeStale(now: today)
        return cache
    }
}
