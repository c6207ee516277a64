/// Where a script comes from that a step hands to a shell or to Python, and whose text no log shows.
enum ScriptOrigin: Equatable {
    /// `bash install.sh`, `cat install.sh | sh`, `RUN <<EOF`: the author's own.
    case file
    /// `curl -sSL https://x/install.sh | bash`, `bash -c "$(wget -qO- …)"`: anybody's, and another one tomorrow.
    case web

    /// Of the text that the words of a pipeline's head make: `curl -sSL https://x`, `cat install.sh`.
    /// `nil`: it is known to bring no packages to the app's Python.
    init?(producedBy words: [String]) {
        let text = words.joined(separator: " ")
        guard Self.isFetch(text) else {
            self = .file
            return
        }
        if Self.bringsNoPackages(text) { return nil }
        self = .web
    }

    /// Whether a text, a substitution as a rule, takes something from the web: `$(curl -sSL https://x)`.
    static func isFetch(_ text: String) -> Bool {
        text.split { !($0.isLetter || $0.isNumber) }.contains { $0 == "curl" || $0 == "wget" }
    }

    /// Whether a step's text names one of the installers that everybody knows: they bring a program, a language or apt's sources, and
    /// leave the packages of the app's Python alone. (`get-pip.py` brings pip, which no freeze lists.)
    static func bringsNoPackages(_ text: String) -> Bool { knownInstallers.contains { text.contains($0) } }

    private static let knownInstallers = [
        "://astral.sh/uv", "://astral.sh/ruff", "/astral-sh/uv/", "://pyenv.run", "/pyenv/pyenv-installer/", "://install.python-poetry.org",
        "://bootstrap.pypa.io/", "://pdm-project.org/install", "://pdm.fming.dev/install", "://deb.nodesource.com/setup",
        "://rpm.nodesource.com/setup",
        "/nvm-sh/nvm/", "://sh.rustup.rs", "://bun.sh/install", "://deno.land/install", "://get.pnpm.io", "://fnm.vercel.app/install",
        "://ollama.com/install", "://ollama.ai/install", "://get.docker.com", "/github/git-lfs/script", "://cli.github.com/",
        "://get.helm.sh",
    ]
}
