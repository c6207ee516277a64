/// The steps of the database's schema.
package enum Migrations {
    /// Every step, in order. Written by hand, because nothing lists the embedded files; a test compares it with the folder.
    package static let all: [Migration] = [
        embedded(1, "V0001__spaces.sql", PackageResources.V0001__spaces_sql),
        embedded(2, "V0002__snapshots.sql", PackageResources.V0002__snapshots_sql),
        embedded(3, "V0003__watches.sql", PackageResources.V0003__watches_sql),
        embedded(4, "V0004__smokes.sql", PackageResources.V0004__smokes_sql),
    ]

    private static func embedded(_ schema: Int, _ file: String, _ bytes: [UInt8]) -> Migration {
        Migration(schema: schema, file: file, sql: String(decoding: bytes, as: UTF8.self))
    }
}
