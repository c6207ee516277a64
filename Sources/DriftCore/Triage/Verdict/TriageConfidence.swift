/// How sure a verdict is: `high`, where a message can mean nothing else.
package enum TriageConfidence: String, Sendable, Hashable, Codable {
    case high, medium, low
}
