import DriftCore
import DriftDigest
import Foundation
import GRDB

/// Environments in and out of the database; each distinct one is a row, each release of the fleet is a row.
struct EnvironmentRecords {
    let database: Database

    /// The row's id; writes it first if it is new.
    func identifier(of canonical: CanonicalEnvironment) throws -> Int64 {
        let digest = Data(canonical.digest.bytes)
        let known = try Int64.fetchOne(
            database.cachedStatement(sql: "SELECT id FROM environment WHERE substr(digest, 1, 8) = substr(?1, 1, 8) AND digest = ?1"),
            arguments: [digest]
        )
        if let known { return known }
        let environment = canonical.environment
        let releases = try environment.packages.map { try identifier(of: $0) }
        try database.cachedStatement(
            sql: """
                INSERT INTO environment (digest, foundation_id, is_complete, package_count, unknown_count, packages)
                VALUES (?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            digest, try foundation(of: canonical), environment.isComplete, releases.count,
            environment.packages.count { $0.version == nil && $0.source == nil }, Data(IdentifierSet.encode(releases)),
        ])
        return database.lastInsertedRowID
    }

    private func foundation(of canonical: CanonicalEnvironment) throws -> Int64 {
        let digest = Data(canonical.foundationDigest.bytes)
        if let known = try Int64.fetchOne(
            database.cachedStatement(sql: "SELECT id FROM foundation WHERE digest = ?"),
            arguments: [digest]
        ) {
            return known
        }
        let environment = canonical.environment
        let systemPackages = try environment.systemPackages.map { try identifier(of: $0) }
        try database.cachedStatement(
            sql: """
                INSERT INTO foundation (digest, python, base_image, base_image_digest, sdk, sdk_version, installers, platform_line,
                    system_package_count, system_packages)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            digest, environment.python, environment.baseImage?.reference, environment.baseImage?.digest, environment.sdk?.name,
            environment.sdk?.version, try StoredJSON.encode(environment.installers), try StoredJSON.encode(environment.platformLine),
            systemPackages.count, Data(IdentifierSet.encode(systemPackages)),
        ])
        return database.lastInsertedRowID
    }

    private func identifier(of release: Release) throws -> Int64 {
        let known = try Int64.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT id FROM package_release
                    WHERE name = ? AND coalesce(version, 0) = coalesce(?, 0) AND coalesce(source, 0) = coalesce(?, 0) AND flags = ?
                    """
            ),
            arguments: [release.name.spelling, release.version, release.source, release.flags]
        )
        if let known { return known }
        try database.cachedStatement(sql: "INSERT INTO package_release (name, version, source, flags) VALUES (?, ?, ?, ?)")
            .execute(arguments: [release.name.spelling, release.version, release.source, release.flags])
        return database.lastInsertedRowID
    }

    private func identifier(of package: SystemPackage) throws -> Int64 {
        let known = try Int64.fetchOne(
            database.cachedStatement(sql: "SELECT id FROM system_package WHERE name = ? AND coalesce(version, 0) = coalesce(?, 0)"),
            arguments: [package.name, package.version]
        )
        if let known { return known }
        try database.cachedStatement(sql: "INSERT INTO system_package (name, version) VALUES (?, ?)")
            .execute(arguments: [package.name, package.version])
        return database.lastInsertedRowID
    }

    func environment(_ identifier: Int64) throws -> Environment {
        guard
            let row = try Row.fetchOne(
                database,
                sql: "SELECT * FROM environment JOIN foundation ON foundation.id = foundation_id WHERE environment.id = ?",
                arguments: [identifier]
            )
        else { throw DamagedRecord(detail: "environment \(identifier) is missing") }
        let baseImage: String? = try row.value("base_image")
        let sdk: String? = try row.value("sdk")
        return try Environment(
            python: row.value("python"),
            baseImage: baseImage.map { try BaseImage(reference: $0, digest: row.value("base_image_digest")) },
            sdk: sdk.map { try SDK(name: $0, version: row.value("sdk_version")) },
            installers: StoredJSON.decode([Installer].self, from: row.value("installers")),
            platformLine: StoredJSON.decode([String].self, from: row.value("platform_line")),
            packages: releases(row.value("packages"), count: row.value("package_count")),
            systemPackages: systemPackages(row.value("system_packages"), count: row.value("system_package_count")),
            isComplete: row.value("is_complete")
        )
    }

    private func releases(_ blob: Data, count: Int) throws -> [Release] {
        let statement = try database.cachedStatement(sql: "SELECT name, version, source, flags FROM package_release WHERE id = ?")
        return try identifiers(blob, count: count).map { identifier in
            guard let row = try Row.fetchOne(statement, arguments: [identifier]),
                let name = PackageName(try row.value("name", as: String.self))
            else {
                throw DamagedRecord(detail: "release \(identifier) is missing or has no valid name")
            }
            let flags: Int = try row.value("flags")
            return try Release(
                name: name,
                version: row.value("version"),
                source: row.value("source"),
                isEditable: flags & 1 != 0,
                isBuiltFromSource: flags & 2 != 0
            )
        }.sorted(by: { $0.order() })
    }

    private func systemPackages(_ blob: Data, count: Int) throws -> [SystemPackage] {
        let statement = try database.cachedStatement(sql: "SELECT name, version FROM system_package WHERE id = ?")
        return try identifiers(blob, count: count).map { identifier in
            guard let row = try Row.fetchOne(statement, arguments: [identifier]) else {
                throw DamagedRecord(detail: "system package \(identifier) is missing")
            }
            return try SystemPackage(name: row.value("name"), version: row.value("version"))
        }.sorted(by: \.order)
    }

    private func identifiers(_ blob: Data, count: Int) throws -> [Int64] {
        guard let identifiers = IdentifierSet.decode(Array(blob), count: count) else {
            throw DamagedRecord(detail: "a list of packages cannot be read")
        }
        return identifiers
    }
}
