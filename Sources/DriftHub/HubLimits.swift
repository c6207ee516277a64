/// How much of the Hub's answers is taken, and how long they are waited for.
package struct HubLimits: Sendable, Hashable {
    /// One answer of the API.
    package var answerBytes = 16 << 20
    /// One file of a repository; patches never touch larger ones.
    package var fileBytes = 4 << 20
    /// One log; what comes after it is left.
    package var logBytes = 256 << 20
    package var connectTimeout: Duration = .seconds(5)
    /// For the very first answer of a Hub: as long as the official client waits.
    package var firstAnswerTimeout: Duration = .seconds(10)
    /// Without a byte arriving.
    package var idleTimeout: Duration = .seconds(30)
    /// A whole answer, however slowly its bytes drip.
    package var answerTimeout: Duration = .seconds(120)
    /// A log stream stays open for ever: after this time without an event it is taken for complete, as the official client does.
    package var logSilence: Duration = .seconds(5)
    /// The whole reading of one log.
    package var logTimeout: Duration = .seconds(300)
    /// Pages of one listing.
    package var pages = 1000

    package init() {}
}
