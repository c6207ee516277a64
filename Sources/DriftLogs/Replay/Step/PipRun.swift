import DriftCore

/// What one run of pip has said so far; the next run begins with nothing said.
struct PipRun {
    /// `Installing collected packages: click, flask`
    var installing: (names: [PackageName], line: Int)?
    /// The first `Collecting …`.
    var collectingLine: Int?
    /// How many requirements it found in place.
    var foundCount = 0
    /// Direct references that were there already in the same version.
    var sameAsInstalled = 0
    var sources = DirectSources()
    var built: Set<PackageName> = []
    /// `setup.py install` put them in place: a freeze does not know where they came from.
    var unrecorded: Set<PackageName> = []
    /// What it took away since it began to install, and from where: that comes back if the new release cannot be put in place.
    var takenAway: [PackageName: (entry: EnvironmentState.Entry, place: InstallTarget)] = [:]
    /// What conflicts said: pip looks at what is there, whatever it prints of the rest.
    var heardVersions: [PackageName: (version: String, line: Int)] = [:]
    /// The package whose installation failed.
    var brokenName: PackageName?
    var goesToUser = false
    var looksInLinks = false
    var looksInIndexes = false

    /// pip said of requirements that they are there, and is about to change nothing.
    var hasFoundAll: Bool { installing == nil && collectingLine == nil && foundCount > 0 && sources.isEmpty }
}
