package import DriftCore

/// Why something that was to happen on the Hub did not, although the Hub answered.
package enum LiveError: ExplainedError, Hashable {
    /// A build or a start was still going on.
    case buildTooLong(space: SpaceName, stage: String, seconds: Int)
    /// Several Spaces were looked at, and some could not be.
    case someFailed(count: Int, total: Int)
    /// The duplicate's files on the Hub are not those that the bundle was made for.
    case baseDiffers(space: SpaceName, path: String)
    /// The Hub would not take the README.
    case badReadme(reason: String)
    /// The target of a duplication is there already.
    case exists(space: SpaceName)
    /// The Hub put the duplicate on other hardware than was asked for.
    case otherHardware(space: SpaceName, asked: String, got: String)
    case notDuplicable(space: SpaceName, reason: String)
    /// The Hub names no address of the app.
    case notRunning(space: SpaceName)

    package var message: String {
        switch self {
        case .buildTooLong(let space, let stage, let seconds): "\(space) is still at \(stage) after \(seconds) seconds"
        case .someFailed(let count, let total) where count == total: "none of the \(total) Spaces was captured"
        case .someFailed(let count, let total): "\(count) of \(total) Spaces were not captured; the others are stored"
        case .baseDiffers(let space, let path): "\(path) of \(space) on the Hub is not the file that the bundle was made for"
        case .badReadme(let reason): "the Hub does not accept the README: \(reason)"
        case .exists(let space): "\(space) exists already"
        case .otherHardware(let space, let asked, let got): "\(space) was created, but the Hub put it on \(got) instead of \(asked)"
        case .notDuplicable(let space, let reason): "\(space) cannot be duplicated: \(reason)"
        case .notRunning(let space): "\(space) has no address: it is not running"
        }
    }

    package var hint: String {
        switch self {
        case .buildTooLong(let space, _, _): "look at https://huggingface.co/spaces/\(space)?logs=build, then run the command again"
        case .someFailed: "the warnings name them; run the command again for those"
        case .baseDiffers(let space, _):
            "write a bundle for the files of now: `driftd snapshot \(space)`, then `driftd pin <original> \(space)`"
        case .badReadme: "correct the duplicate's README front matter, then `driftd pin` again"
        case .exists: "name another one, or `driftd snapshot` it and go on with `driftd diff`"
        case .otherHardware(let space, let asked, _):
            "ask for it in the Space's settings: `hf spaces settings \(space) --hardware \(asked)`"
        case .notDuplicable(let space, _): "ask its owner, or clone it with git: https://huggingface.co/spaces/\(space)"
        case .notRunning(let space): "see why: `driftd snapshot \(space)`, then `driftd triage \(space)`"
        }
    }

    package var isTransient: Bool {
        switch self {
        case .buildTooLong, .someFailed, .notRunning: true
        case .baseDiffers, .badReadme, .exists, .otherHardware, .notDuplicable: false
        }
    }
}
