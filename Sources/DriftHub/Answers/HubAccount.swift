/// Who a token belongs to.
package struct HubAccount: Sendable, Hashable, Decodable {
    package var name: String
    /// Pays for a PRO account; `nil`: not said.
    package var isPro: Bool?
}
