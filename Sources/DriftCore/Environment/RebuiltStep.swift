/// A step that a build did not find in the cache, as the error page lists it: `cache miss: [base 6/9] RUN pip install …`.
package struct RebuiltStep: Sendable, Hashable, Codable {
    package var line: Int
    /// Its text: `RUN pip install …`.
    package var step: String

    package init(line: Int, step: String) {
        self.line = line
        self.step = step
    }
}
