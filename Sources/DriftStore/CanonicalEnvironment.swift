import DriftCore
import DriftDigest

/// An environment in the one order that the store keeps, with the evidence of its packages in the same order.
///
/// Packages, system packages and installers are sorted by name, then by everything else, by bytes: two readings that list the same facts
/// in different orders are one environment. The platform line keeps its order, which bears on the result.
package struct CanonicalEnvironment: Sendable, Hashable {
    package let environment: Environment
    package let evidenceKinds: [EvidenceKind]

    package init(_ reading: EnvironmentReading) {
        let packages = reading.packages
            .map { ResolvedPackage(release: $0.release.storable, evidence: $0.evidence) }
            .sorted(by: { $0.release.order(last: $0.evidence.kind.rawValue) })
        environment = Environment(
            python: reading.python?.storable,
            baseImage: reading.baseImage.map { BaseImage(reference: $0.reference.storable, digest: $0.digest?.storable) },
            sdk: reading.sdk.map { SDK(name: $0.name.storable, version: $0.version?.storable) },
            installers: reading.installers
                .map { Installer(name: $0.name.storable, version: $0.version?.storable) }
                .sorted(by: { ByteOrder([$0.name, $0.version]) }),
            platformLine: reading.platformLine.map(\.storable),
            packages: packages.map(\.release),
            systemPackages: reading.systemPackages
                .map { SystemPackage(name: $0.name.storable, version: $0.version?.storable) }
                .sorted(by: \.order),
            isComplete: reading.isComplete
        )
        evidenceKinds = packages.map(\.evidence.kind)
    }

    /// The address of the facts: the same in every database, whatever the ids. Names count in their normalized form.
    package var digest: SHA256Digest {
        var writer = CanonicalBytes()
        writer.append("driftd.environment/1")
        writer.append(foundationDigest.bytes)
        writer.append(count: environment.isComplete ? 1 : 0)
        writer.append(count: environment.packages.count)
        for release in environment.packages {
            writer.append(release.name.normalized)
            writer.append(release.version)
            writer.append(release.source)
            writer.append(count: release.flags)
        }
        return SHA256Digest(of: writer.bytes)
    }

    /// The address of what the packages stand on.
    var foundationDigest: SHA256Digest {
        var writer = CanonicalBytes()
        writer.append("driftd.foundation/1")
        writer.append(environment.python)
        writer.append(environment.baseImage?.reference)
        writer.append(environment.baseImage?.digest)
        writer.append(environment.sdk?.name)
        writer.append(environment.sdk?.version)
        writer.append(count: environment.installers.count)
        for installer in environment.installers {
            writer.append(installer.name)
            writer.append(installer.version)
        }
        writer.append(count: environment.platformLine.count)
        for requirement in environment.platformLine { writer.append(requirement) }
        writer.append(count: environment.systemPackages.count)
        for package in environment.systemPackages {
            writer.append(package.name)
            writer.append(package.version)
        }
        return SHA256Digest(of: writer.bytes)
    }
}

extension Release {
    /// `package_release.flags`.
    var flags: Int { (isEditable ? 1 : 0) | (isBuiltFromSource ? 2 : 0) }

    /// By normalized name first, as `Environment` has it; the spelling last, because it is no part of the fact.
    func order(last: String? = nil) -> ByteOrder {
        ByteOrder([name.normalized, version, source, Self.flagTexts[flags], name.spelling, last])
    }

    private static let flagTexts = ["0", "1", "2", "3"]

    fileprivate var storable: Release {
        var result = self
        result.version = version?.storable
        result.source = source?.storable
        return result
    }
}

extension SystemPackage {
    var order: ByteOrder { ByteOrder([name, version]) }
}
