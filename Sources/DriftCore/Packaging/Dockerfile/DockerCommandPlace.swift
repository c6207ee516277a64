/// What a command of a Dockerfile finds where it runs.
struct DockerCommandPlace {
    let instruction: DockerInstruction
    /// Absolute, in the image.
    let directory: String
    let stages: DockerStages
    /// Those that hold for this command alone among them: `PIP_PRE=1 pip install x`.
    let variables: InstallerVariables

    /// The file that the command calls `path`, and what of the repository it may be.
    func file(_ path: String) -> DockerInstall.File {
        DockerInstall.File(path: path, candidates: stages.sources(of: path, in: directory, mounts: instruction.mounts))
    }
}
