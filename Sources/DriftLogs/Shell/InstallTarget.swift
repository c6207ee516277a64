/// A place that packages are installed into.
enum InstallTarget: Hashable, Comparable {
    /// The interpreter's own site-packages, or whatever environment is active outside the log's sight.
    case system
    /// The interpreter's own site-packages for certain: `/usr/local/bin/pip`, `uv pip install --system`.
    case interpreter
    /// `pip install --user`, or pip's own choice where site-packages is not writable.
    case user
    /// A virtual environment, by its path.
    case virtual(String)
    /// `--target`, `--prefix`, `--root`: a folder that only a later `COPY` or `PYTHONPATH` makes part of the environment.
    case folder(String)
}

extension InstallTarget {
    /// An order that does not depend on hashing.
    var rank: String {
        switch self {
        case .system: "0"
        case .interpreter: "0i"
        case .user: "1"
        case .virtual(let path): "2" + path
        case .folder(let path): "3" + path
        }
    }
}
