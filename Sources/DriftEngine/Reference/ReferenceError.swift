package import DriftCore

/// Why a reference names no snapshot.
package enum ReferenceError: ExplainedError, Hashable {
    case malformed(String)
    /// Nothing of the Space is stored. `isDirectory`: a directory of that name is here.
    case unknownSpace(SpaceName, isDirectory: Bool)
    /// Snapshots are stored, but none of a build that went through. `hasEvidence`: some show another build, or packages.
    case noneSucceeded(SpaceName, hasEvidence: Bool)
    case notFound(SnapshotReference)
    case wrongSpace(SnapshotReference, actual: SpaceName)
    /// The file is there but holds nothing that an environment can be read from.
    case unusableFile(path: String, reason: String)
    /// An environment, without the files that it was read from.
    case noCapture(label: String)
    /// Nothing says which Space this one is a duplicate of.
    case noOrigin(String)
    /// Nothing of the Space is stored, and the Hub cannot be asked: `reason` is a sentence.
    case notLookedAt(SpaceName, reason: String, isTransient: Bool)

    package var message: String {
        switch self {
        case .malformed(let text): "\"\(text)\" names no snapshot"
        case .unknownSpace(let space, _): "no snapshot of \(space) is stored"
        case .noneSucceeded(let space, _): "none of the snapshots of \(space) shows a build that went through"
        case .notFound(let reference): "there is no snapshot \(reference)"
        case .wrongSpace(let reference, let actual): "there is no snapshot \(reference): that id belongs to \(actual)"
        case .noOrigin(let label): "nothing says what \(label) is a duplicate of"
        case .notLookedAt(let space, let reason, _): "nothing of \(space) is stored, and the Hub cannot be asked: \(reason)"
        case .noCapture(let label): "there is no raw capture behind \(label)"
        case .unusableFile(let path, let reason): "\(path) holds no environment: \(reason)"
        }
    }

    package var hint: String {
        switch self {
        case .malformed: "write owner/name, owner/name@<id, ISO date or commit>, @<id>, or a path that begins with ./ or /"
        case .unknownSpace(let space, isDirectory: true): "to name the directory, write ./\(space)"
        case .unknownSpace(let space, _): "take one: `driftd snapshot \(space)`; `driftd history` lists what is stored"
        case .noneSucceeded(let space, hasEvidence: true): "choose one by its id: `driftd history \(space)`"
        case .noneSucceeded(let space, _):
            "who may not read its logs needs its owner's help: `driftd export \(space) DIR` run there, or a `pip freeze`; with the owner's token "
                + "in HF_TOKEN: `driftd snapshot \(space)`"
        case .notFound(let reference), .wrongSpace(let reference, _):
            reference.space.map { "see which there are: `driftd history \($0)`" } ?? "see which there are: `driftd history`"
        case .noOrigin(let label):
            "name both: `driftd diff <original> \(label)`"
                + (SpaceName(label).map { "; or say it once: `driftd watch add \($0) --original <original>`" } ?? "")
        case .notLookedAt(let space, _, _):
            "run it again once the Hub answers, or inspect a clone: `git clone https://huggingface.co/spaces/\(space)`, then its path"
        case .noCapture: "name a capture directory, or a stored snapshot (`driftd history` lists them)"
        case .unusableFile:
            "give a capture directory, a pip freeze list (.txt), a build log, the JSON of `driftd parse --json`, or a bundle"
        }
    }

    package var isTransient: Bool {
        if case .notLookedAt(_, _, let isTransient) = self { isTransient } else { false }
    }
}

extension SnapshotReference {
    package var space: SpaceName? {
        switch self {
        case .latest(let space), .asOf(_, let space), .commit(_, let space): space
        case .identifier(_, let space): space
        case .path: nil
        }
    }
}
