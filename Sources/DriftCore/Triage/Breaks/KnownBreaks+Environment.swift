/// Breaks that the interpreter, the system and the installer bring.
extension KnownBreaks {
    static let environment: [KnownBreak] = [
        KnownBreak(
            id: "6-python",
            date: "2026-02",
            symptoms: ["No module named 'pyaudioop'", "No module named 'audioop'"],
            package: "python",
            bad: ">=3.13",
            good: "<3.13",
            pin: "python_version: \"3.12\" (README.md)",
            companion: .init(package: "gradio", versions: "<5"),
            python: "3.13",
            sources: ["a Space's run log, 2026-05"]
        ),
        KnownBreak(
            id: "7-pydantic",
            date: "2026-05",
            symptoms: ["is newer than PyO3's maximum supported version"],
            package: "python",
            bad: ">=3.13",
            good: "<3.13",
            pin: "python_version: \"3.12\" (README.md)",
            isOfBuild: true,
            python: "3.13",
            sources: ["a Space's build log, 2026-05"]
        ),
        KnownBreak(
            id: "24-setuptools",
            date: "2025-07",
            symptoms: ["No module named 'pkg_resources'"],
            package: "setuptools",
            bad: ">=82",
            good: "<82",
            pin: "setuptools<82",
            sources: ["the Hub's list of known errors", "setuptools' wheels: 81.0.0 has the module, 82.0.0 has not"]
        ),
        KnownBreak(
            id: "67-python",
            date: "2023-10",
            symptoms: ["No module named 'distutils'"],
            package: "python",
            bad: ">=3.12",
            good: "<3.12",
            pin: "python_version: \"3.11\" (README.md)",
            python: "3.12, 3.13",
            sources: ["https://docs.python.org/3/whatsnew/3.12.html", "CPython: 3.11.7 has it, 3.12.1 has not"]
        ),
        KnownBreak(
            id: "85-python",
            date: "2025-10",
            symptoms: ["There is no current event loop in thread 'MainThread'"],
            package: "python",
            bad: ">=3.14",
            good: "<3.14",
            pin: "python_version: \"3.13\" (README.md)",
            python: "3.14",
            sources: ["https://docs.python.org/3/whatsnew/3.14.html#asyncio"]
        ),
        KnownBreak(
            id: "68-python",
            date: "2023-10",
            symptoms: ["No module named 'imp'"],
            package: "python",
            bad: ">=3.12",
            good: "<3.12",
            pin: "python_version: \"3.11\" (README.md)",
            python: "3.12, 3.13",
            sources: ["https://docs.python.org/3/whatsnew/3.12.html", "CPython: 3.11.7 has it, 3.12.1 has not"]
        ),
        KnownBreak(
            id: "69-python",
            date: "2023-10",
            symptoms: ["module 'pkgutil' has no attribute 'ImpImporter'"],
            package: "python",
            bad: ">=3.12",
            good: "<3.12",
            pin: "python_version: \"3.11\" (README.md)",
            isOfBuild: true,
            python: "3.12, 3.13",
            sources: ["https://docs.python.org/3/whatsnew/3.12.html", "CPython: 3.11.7 has it, 3.12.1 has not"]
        ),
        KnownBreak(
            id: "76-setuptools",
            date: "2024-05",
            symptoms: ["cannot import name 'packaging' from 'pkg_resources'"],
            package: "setuptools",
            bad: ">=70",
            good: "<70",
            pin: "setuptools<70",
            sources: ["setuptools' wheels: 69.5.1 has the name, 70.0.0 has not"]
        ),
        KnownBreak(
            id: "28-debian",
            date: "2025-08",
            symptoms: ["Package 'libgl1-mesa-glx' has no installation candidate", "Unable to locate package libgl1-mesa-glx"],
            package: "debian",
            bad: nil,
            good: nil,
            pin: "libgl1 instead of libgl1-mesa-glx (packages.txt or Dockerfile)",
            isOfBuild: true,
            sources: ["build logs of 2026-02 and 2026-06"]
        ),
        KnownBreak(
            id: "38-python",
            date: "2026-02",
            symptoms: ["requires a different Python: 3.13", "requires a different Python: 3.14"],
            package: "python",
            bad: ">=3.13",
            good: "<3.13",
            pin: "python_version: \"3.12\" (README.md)",
            isOfBuild: true,
            python: "3.13",
            sources: ["a Space's build page, 2026"]
        ),
    ]

    /// They end a build, or are said while it installs: the step's own rule decides, and these name the culprit.
    static let builds: [KnownBreak] = [
        KnownBreak(
            id: "8-pydantic",
            date: "2026-07",
            symptoms: ["requested pydantic>=2.13", "requested pydantic==2.13"],
            requires: ["mcp"],
            package: "pydantic",
            bad: ">=2.13",
            good: ">=2.11.10,<=2.12.5",
            pin: "pydantic==2.12.5",
            isOfBuild: true,
            python: "3.12",
            sources: ["a Space's build page, 2026"]
        ),
        KnownBreak(
            id: "9-gradio",
            date: "2026-07",
            symptoms: ["Cannot install gradio==", "Cannot install gradio>=", "Cannot install gradio[", " and gradio[oauth"],
            package: "gradio",
            bad: nil,
            good: nil,
            pin: "no gradio in requirements.txt; sdk_version (README.md) decides it",
            isOfBuild: true,
            python: "3.13",
            sources: ["a Space's build log, 2026-07"]
        ),
        KnownBreak(
            id: "20-huggingface-hub",
            date: "2024-03",
            symptoms: ["requires huggingface-hub<0.18,>=0.16.4, but you have"],
            package: "huggingface-hub",
            bad: ">=0.18",
            good: ">=0.16.4,<0.18",
            pin: "tokenizers and transformers of the huggingface-hub's day",
            isOfBuild: true,
            sources: ["gradio#7645"]
        ),
        KnownBreak(
            id: "29-pyaudioop",
            date: "2026-02",
            symptoms: ["No matching distribution found for pyaudioop", "No matching distribution found for audioop"],
            package: "python",
            bad: ">=3.13",
            good: "<3.13",
            pin: "audioop-lts",
            isOfBuild: true,
            python: "3.13",
            sources: ["a Space's build log, 2026"]
        ),
        KnownBreak(
            id: "30-httpx",
            date: "2025-06",
            symptoms: ["requested httpx==0.25", "requested httpx==0.24", "requested httpx==0.26"],
            requires: ["mcp"],
            package: "httpx",
            bad: "<0.27",
            good: ">=0.27.1",
            pin: "httpx>=0.27.1",
            isOfBuild: true,
            python: "3.11",
            sources: ["a Space's build log"]
        ),
        // The report quotes no message: the release itself, asked for by a build that fails, is the sign.
        KnownBreak(
            id: "32-gradio",
            date: "2023-10",
            symptoms: ["gradio==3.1.4"],
            package: "gradio",
            bad: "==3.1.4",
            good: ">=3.14.0",
            pin: "sdk_version: 3.14.0 (README.md)",
            isOfBuild: true,
            sources: ["pytorch-deep-learning#664"]
        ),
        KnownBreak(
            id: "86-pip",
            date: "2024-06",
            symptoms: ["Please use pip<24.1 if you need to use this version"],
            package: "pip",
            bad: ">=24.1",
            good: "<24.1",
            pin: "pip<24.1, as the only line of pre-requirements.txt",
            isOfBuild: true,
            sources: ["pip 24.1's own words", "json2python-models#57, binderhub#1872"]
        ),
        KnownBreak(
            id: "39-pip",
            date: "2026-04",
            symptoms: ["gradio[oauth,mcp]==5.33.0"],
            package: "pip",
            bad: ">=26",
            good: "<26",
            pin: "requirements that a newer pip accepts, or a newer sdk_version (README.md)",
            isOfBuild: true,
            sources: ["wedefense#93"]
        ),
        KnownBreak(
            id: "42-websockets",
            date: "2024-12",
            symptoms: ["requires websockets<12.0,>=10.0, but you have websockets"],
            package: "websockets",
            bad: ">=12",
            good: ">=10.0,<12",
            pin: "websockets==11.0.3",
            isOfBuild: true,
            python: "3.10",
            sources: ["PraisonAI#217"]
        ),
    ]
}
