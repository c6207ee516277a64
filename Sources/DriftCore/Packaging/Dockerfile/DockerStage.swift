/// One stage of a Dockerfile, as far as it bears on which Python packages its image has.
struct DockerStage: Sendable, Hashable {
    /// A `RUN`.
    struct Run: Sendable, Hashable {
        /// What the shell gets.
        var text: String
        /// The physical line, from 1.
        var line: Int
    }

    /// As `FROM` names it, arguments put in: `python:3.11-slim`, or another stage.
    var image: String
    /// In small letters; `nil`: it has none.
    var name: String?
    /// The stage that it begins with.
    var parent: Int?
    var runs: [Run] = []
    /// The stages and images that it takes files of, as `--from=` and a mount's `from=` name them; in small letters.
    var sources: Set<String> = []
    /// `NAME=value`, or `NAME` and its value as two words.
    var variables: [String] = []
    /// What holds for the calls of pip and uv that come now.
    var installers = InstallerVariables()
    /// Where other images' files are copied to that may be Python packages.
    var foreignPackages: [String] = []

    init(image: String, name: String?, parent: Int?) {
        self.image = image
        self.name = name
        self.parent = parent
    }

    /// `COPY --from=builder /opt/venv /opt/venv` brings packages; `COPY --from=ghcr.io/astral-sh/uv /uv /usr/local/bin/uv` a program.
    mutating func copy(_ instruction: DockerInstruction) {
        guard let (sources, target) = instruction.copiedFromElsewhere else { return }
        let arePrograms = sources.allSatisfy { ["uv", "uvx"].contains(DockerPath.name(of: $0)) }
        let isPlace =
            target == "/" || ["/usr", "/opt", "/venv", "/root/.local"].contains { target.hasPrefix($0) }
            || ["site-packages", "dist-packages", "venv", "conda", ".local"].contains { target.contains($0) }
        if isPlace, !arePrograms { foreignPackages.append("line \(instruction.number)") }
    }
}
