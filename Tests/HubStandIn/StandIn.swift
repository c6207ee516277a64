import Hummingbird

/// The Hub as its clients see it.
package struct StandIn: Sendable {
    package init() {}
}
