/// A build step as an image's history names it, which is not quite as a Dockerfile does.
///
///     RUN /bin/sh -c pip install flask # buildkit          BuildKit
///     RUN |1 VERSION=3 /bin/sh -c pip install flask # buildkit
///     COPY /root/.venv /opt/venv # buildkit
///     /bin/sh -c pip install flask                         before BuildKit
///     /bin/sh -c #(nop) COPY dir:abc in /app
package enum ImageHistoryCommand {
    /// Whether the step may have changed which Python packages are there: it runs an installer, or a script that may, or copies over a place
    /// where packages are. A step that cannot be read is taken for none; images are full of them.
    package static func mayInstall(_ command: String) -> Bool {
        let text = withoutMark(command)
        if text.contains("#(nop)") { return copiesPackages(text.firstRange(of: "#(nop)").map { text[$0.upperBound...] } ?? text[...]) }
        if ["COPY", "ADD"].contains(text.split(separator: " ").first) { return copiesPackages(text[...]) }
        return InstallerCommandLine.invocations(in: script(of: text)).contains { invocation in
            invocation.tool == .script || invocation.action == .install || invocation.action == .uninstall
        }
    }

    private static func withoutMark(_ command: String) -> String {
        let end = command.firstRange(of: " # buildkit")?.lowerBound ?? command.endIndex
        return String(command[..<end].drop(while: \.isWhitespace))
    }

    /// What the shell was given.
    private static func script(of text: String) -> String {
        for shell in ["sh -c ", "bash -c ", "bash -o pipefail -c ", "bash -euxo pipefail -c ", "bash -lc "] {
            if let range = text.firstRange(of: "/" + shell) { return String(text[range.upperBound...]) }
        }
        return text.hasPrefix("RUN ") ? String(text.dropFirst(4)) : text
    }

    private static func copiesPackages(_ text: some StringProtocol) -> Bool {
        guard let target = text.split(separator: " ").last else { return false }
        return target == "/" || ["/usr", "/opt", "/venv"].contains { target.hasPrefix($0) }
            || ["site-packages", "dist-packages", "venv", "conda", "/.local", "/.pyenv"].contains { target.contains($0) }
    }
}
