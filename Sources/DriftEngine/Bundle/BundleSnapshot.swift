package import DriftCore

/// What a bundle says of a snapshot: enough to tell which observation it was, on any machine. No ids of somebody's store.
package struct BundleSnapshot: Sendable, Hashable, Codable {
    /// `alice/app`; of one that names no Space, the last part of the path it was read from: `freeze.txt`.
    package var label: String
    @ExplicitNull package var space: SpaceName?
    /// ISO 8601, UTC.
    @ExplicitNull package var takenAt: String?
    @ExplicitNull package var commit: String?
    @ExplicitNull package var hardware: String?
    @ExplicitNull package var python: String?
    @ExplicitNull package var sdk: SDK?
    @ExplicitNull package var baseImage: BaseImage?
    package var packageCount: Int
    /// Whether the evidence accounts for every package.
    package var isComplete: Bool

    private enum CodingKeys: String, CodingKey {
        case label, space, takenAt, commit, hardware, python, sdk, baseImage, packageCount
        case isComplete = "complete"
    }

    package init(label: String, snapshot: Snapshot) {
        self.label = snapshot.portableLabel(readFrom: label)
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
