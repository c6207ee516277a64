/// Whether pip works inside pip: what it installs then is there while a wheel is built, and no longer.
struct BuildIsolation {
    /// A pip that builds a wheel for another one may call a third.
    private var depth = 0
    /// The same without a process of its own (`--use-feature=inprocess-build-deps`): nothing says where that ends but what pip does next.
    private var isInProcess = false

    var isOpen: Bool { depth > 0 || isInProcess }

    /// `Running command pip subprocess to install build dependencies`
    mutating func begin() { depth += 1 }

    /// `Installing build dependencies: finished with status 'done'`
    mutating func end() { depth = max(0, depth - 1) }

    /// `Installing build dependencies ...`
    mutating func beginInProcess() { isInProcess = true }

    /// `Getting requirements to build wheel`, `Preparing metadata (pyproject.toml)`, `Building wheel for foo`
    mutating func endInProcess() { isInProcess = false }
}
