/// What the store may take.
package struct StoreLimits: Sendable, Hashable {
    /// How long to wait for another process's transaction before `StoreError.locked`.
    package var busyTimeoutSeconds: Double
    /// Largest size of the database file in pages of 4096 bytes; beyond it the disk counts as full. `nil`: as SQLite has it.
    package var maximumPageCount: Int?

    package init(busyTimeoutSeconds: Double = 2, maximumPageCount: Int? = nil) {
        self.busyTimeoutSeconds = busyTimeoutSeconds
        self.maximumPageCount = maximumPageCount
    }
}
