import DriftCore
import DriftTesting
import ReadingLaws
import Testing

@testable import DriftLogs

/// Junk in every place of every grammar: nothing of it may come out as a name, a version, a source or a control character.
@Suite struct HostileContentTests {
    static let junk = [
        "--index-url=https://evil.example", " --index-url https://evil.example", "\r--pre", "\u{1B}[31mred\u{1B}[0m", "\u{1B}]0;title\u{7}",
        "<script>alert(1)</script>", "&lt;b&gt;",
        "\u{0}", "\u{C}", "\u{7F}", "\u{9B}31m", "\u{202E}", "\u{2066}", "\u{200B}", "\u{FEFF}", "\u{2028}", "\u{85}", "\u{61C}",
        "\u{2060}",
        "\u{FFF9}", "\u{E0041}", "\u{AD}", "\u{E000}",
        "'; rm -rf / #", "`id`", "$(id)", "@ https://evil.example/x.whl", " @ git+https://evil.example/x", ";python_version<'3'",
        "#egg=evil", "é", "🚀", "\\n-r evil.txt",
        "\\u000a--pre", String(repeating: "9", count: 200), "..", "-", "==", "{}", "%0a--pre", "|tee",
    ]

    /// `§` is where the junk goes.
    static let templates = [
        "===== Build Queued at 2026-06-19 09:14:10§ / Commit SHA: 0cd§acde =====",
        "===== Build Queued at 2026-06-19 09:14:1§ / Commit SHA: § =====", "--> FROM docker.io/library/py§thon:3.11§",
        "--> FROM x§@sha256:§",
        "--> RUN pip install a§ b==1§ § -r §",
        "--> RUN --mount=target=/tmp/requirements.txt,source=requirements.txt pip install -r /tmp/requirements.txt gradio==6§ \"uvicorn>=0.14.0§\" §",
        "--> RUN pip install gradio==§ uvicorn --mount=target=/tmp/requirements.txt,source=requirements.txt",
        "--> RUN pyenv install 3.10§ && pyenv global 3.10", "--> RUN pyenv install § && pyenv global 3.10",
        "--> RUN /opt/§venv/bin/pip install x§", "--> WORKDIR /a§",
        "--> COPY --from=§ /§ /§",
        "--> RUN --mount=target=/tmp/requirements.txt,source=requirements.txt pip install gradio[oauth]==§6.19.0§ \"uvicorn>=§0.14.0\"",
        "Collecting click§", "Collecting a§@ git+https://github.com/o/r§@main", "Collecting git+https://§/r#egg=a§",
        "  Resolved https://github.com/o/r§ to commit 3f2a1bcd3f2a1bcd§", "Obtaining file:///app§",
        "Processing /wheels/a§-1.0-py3-none-any.whl", "Requirement already satisfied: a§ in /x§/site-packages (1.0§)",
        "Installing collected packages: a§, b", "Successfully installed a§-1.0 b-2§ c-3", "Successfully installed a-1.0§",
        "      Successfully uninstalled a§-1", " + a§==1.0", " + a==1.0§", " + a==1.0 (from https://x§/y)", " + a==1.0 (from §)",
        " + a==1.0 (from -ile:///app§)", " ~ a==§",
        "  - Installing a§ (1.0§)", "  - Updating a (1.0 -> 2§)", "Package operations: 1§ installs",
        "Installing the current project: a§ (1§)",
        "Installed 1§ packages in 1ms", "Using Python 3.11§ environment at: /v§", "Creating virtual environment at: /v§", "a§==1.0",
        "a==1.0§", "a @ https://x§/y", "-e git+https://x§#egg=a§", "# Editable install with no version control (a§==1§)",
        "Package Version§", "a§ 1.0", "a 1.0§ /app§", "Setting up ff§mpeg (7§) ...",
        "a 1§ requires b§, but you have c§ which is incompatible.", "[notice] A new release of pip is available: 23§ -> 26", "Python 3.11§",
        "Job failed with exit code: 1. Reason: cache miss: [base 6/7] RUN pip install a§",
        "--> ERROR: process \"/bin/sh -c pip§\" did not complete successfully: exit code: 1", "#5 [1/2] RUN pip install a§",
        "  File \"/opt/v§/lib/python3.1§/site-packages/x.py\", line 1",
        "===== Application Startup at 2026-06-19 09:20:00§ =====", "===== driftd freeze begin =====", "===== driftd freeze end: 2§ =====",
        "DONE 1.0s§", "CACHED", "--> Pushing image§", "data: {\"data\":\"a§==1\",\"timestamp\":null}",
    ]

    @Test("junk in each line of a log comes out nowhere", arguments: templates)
    func single(_ template: String) {
        for junk in Self.junk {
            let line = template.replacing("§", with: junk)
            for text in [
                line + "\n", SampleBuild("RUN pip install x\n\(line)\nSuccessfully installed ok-1.0\nDONE 1.0s").text,
                SampleBuild(isPushed: false).text + line + "\nCollecting x\nDONE 1.0s\n",
            ] {
                let reading = EnvironmentReading.of(text)
                #expect(ReadingLaws.violations(reading) == [], "\(line.debugDescription)")
            }
        }
    }

    @Test("junk all over comes out nowhere", arguments: 0..<60)
    func mixed(_ seed: Int) {
        var random = SplitMix64(seed: seed)
        for _ in 0..<(TestLength.isLong ? 200 : 5) {
            let lines = (0..<60).map { _ in
                random.pick(Self.templates).split(separator: "§", omittingEmptySubsequences: false).map(String.init)
                    .reduce("") { ($0.isEmpty ? "" : $0 + (random.chance(30) ? random.pick(Self.junk) : "")) + $1 }
            }
            let reading = EnvironmentReading.of(lines.joined(separator: "\n"), lines.reversed().joined(separator: "\n"))
            #expect(ReadingLaws.violations(reading) == [])
        }
    }
}
