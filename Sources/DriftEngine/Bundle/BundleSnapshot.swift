package import DriftCore

/// What a bundle says of a snapshot: enough to tell which observation it was, on any machine. No ids of somebody's store.
package struct BundleSnapshot: Sendable, Hashable {
    /// `alice/app`; of one that names no Space, the last part of the path it was read from: `freeze.txt`.
    /// Never the whole path: it would say whose machine made the bundle, and give the same content another digest elsewhere.
    package var label: String
    package var space: SpaceName?
    /// ISO 8601, UTC.
    package var takenAt: String?
    package var commit: String?
    package var hardware: String?
    package var python: String?
    package var sdk: SDK?
    package var baseImage: BaseImage?
    package var packageCount: Int
    /// Whether the evidence accounts for every package.
    package var isComplete: Bool

    package init(label: String, snapshot: Snapshot) {
        self.label = snapshot.space?.description ?? label.split(separator: "/").last.map(String.init) ?? label
        space = snapshot.space
        takenAt = snapshot.takenAt
        commit = snapshot.commit
        hardware = snapshot.hardware
        python = snapshot.reading.python
        sdk = snapshot.reading.sdk
        baseImage = snapshot.reading.baseImage
        packageCount = snapshot.reading.packages.count
        isComplete = snapshot.reading.isComplete
    }

    /// `alice--app`; a label that is no Space's name is brought into the same letters.
    var fileNamePart: String {
        if let space { return "\(space.owner)--\(space.name)" }
        var part = ""
        for scalar in label.unicodeScalars.suffix(60) {
            let isPlain = scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
            if isPlain || scalar == "_" || (scalar == "." && !part.isEmpty) {
                part.unicodeScalars.append(scalar)
            } else if !part.isEmpty, part.last != "-" {
                part += "-"
            }
        }
        while part.last == "-" || part.last == "." { part.removeLast() }
        return part.isEmpty ? "unnamed" : part
    }
}

extension BundleSnapshot: Codable {
    private enum Key: String, CodingKey {
        case label, space, takenAt, commit, hardware, python, sdk, baseImage, packageCount, complete
    }

    /// Absent facts are written as `null`: a reader must not mistake "unknown" for "left out".
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(label, forKey: .label)
        try container.encode(space, forKey: .space)
        try container.encode(takenAt, forKey: .takenAt)
        try container.encode(commit, forKey: .commit)
        try container.encode(hardware, forKey: .hardware)
        try container.encode(python, forKey: .python)
        try container.encode(sdk, forKey: .sdk)
        try container.encode(baseImage, forKey: .baseImage)
        try container.encode(packageCount, forKey: .packageCount)
        try container.encode(isComplete, forKey: .complete)
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        label = try container.decode(String.self, forKey: .label)
        space = try container.decodeIfPresent(SpaceName.self, forKey: .space)
        takenAt = try container.decodeIfPresent(String.self, forKey: .takenAt)
        commit = try container.decodeIfPresent(String.self, forKey: .commit)
        hardware = try container.decodeIfPresent(String.self, forKey: .hardware)
        python = try container.decodeIfPresent(String.self, forKey: .python)
        sdk = try container.decodeIfPresent(SDK.self, forKey: .sdk)
        baseImage = try container.decodeIfPresent(BaseImage.self, forKey: .baseImage)
        packageCount = try container.decode(Int.self, forKey: .packageCount)
        isComplete = try container.decode(Bool.self, forKey: .complete)
    }
}
