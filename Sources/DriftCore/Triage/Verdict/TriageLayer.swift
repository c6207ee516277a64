/// The layers that a start goes through, in order.
package enum TriageLayer: String, Sendable, Hashable, Codable {
    case repository = "repo-or-YAML"
    case build
    case scheduling
    case provisioning
    case health = "app-health"
}
