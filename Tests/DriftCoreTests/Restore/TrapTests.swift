import DriftCore
import DriftTesting
import Testing

/// One test a trap, by the number that `docs/JSON-plan.md` lists it under.
@Suite("Traps of restoring a resolved state")
struct TrapTests {
    static let commit = "0123456789abcdef0123456789abcdef01234567"
    static let zero = Snapshot.of(space: "owner/duplicate").with { $0.hardware = "zero-a10g" }

    @Test("T1: a set that was installed layer by layer loses the edge that one pip call refuses")
    func t1() {
        let original = Snapshot.of("datasets==5.0.1", "fsspec==2026.9.0", "gcsfs==2026.9.0").with {
            $0.reading.conflicts = [
                Conflict(log: 0, line: 9, package: "datasets", version: "5.0.1", requirement: "fsspec<=2026.6.0", found: "fsspec 2026.9.0")
            ]
        }
        let plan = Planning.plan(original)
        #expect(plan.decision("datasets")?.reason == .conflict)
        #expect(Planning.requirements(plan) == Planning.block("fsspec==2026.9.0", "gcsfs==2026.9.0"))
        #expect(plan.notes.map(\.code) == ["layers"])
    }

    @Test("T2: another line of the platform's is reported, never pinned")
    func t2() {
        let original = Snapshot.of("a==1").with { $0.reading.platformLine = ["gradio[oauth]==6.19.0", "spaces"] }
        let duplicate = Snapshot.of("a==1").with { $0.reading.platformLine = ["gradio[oauth,mcp]==6.19.0", "spaces"] }
        #expect(Planning.plan(original, duplicate).notRestored.map(\.code) == ["platform-line"])
    }

    @Test(
        "T3: gradio comes back through sdk_version; a pin of the user's is made equal, its extras stay",
        arguments: [
            ("gradio==3.50.2\n", "gradio==6.19.0\n"), ("gradio[oauth] <6 # ui\n", "gradio[oauth] ==6.19.0 # ui\n"), ("gradio>=4\n", nil),
            ("gradio\n", nil), ("gradio==6.19.0\n", nil), ("gradio_client==1.0\n", "gradio_client==2.0.3\n"), ("gradio-client>=1\n", nil),
        ] as [(String, String?)]
    )
    func t3(file: String, expected: String?) {
        let plan = Planning.plan(
            .of("gradio==6.19.0", "gradio-client==2.0.3"),
            requirements: file,
            frontMatter: ["sdk": "gradio", "sdk_version": "3.50.2"]
        )
        #expect(Planning.requirements(plan) == expected)
        #expect(plan.frontMatterEdits.first == FrontMatterEdit(key: "sdk_version", value: "6.19.0", isQuoted: false))
        #expect(plan.decisions.map(\.reason) == [.bySDKVersion, .bySDKVersion])
    }

    @Test("T3: gradio 3 does not fix its client's version, so that the client is pinned")
    func t3Client() {
        let plan = Planning.plan(.of("gradio==3.23.0", "gradio_client==0.0.5", sdk: SDK(name: "gradio", version: "3.23.0")))
        #expect(Planning.requirements(plan) == Planning.block("gradio_client==0.0.5"))
    }

    @Test("T4: a pin that the platform's own line rules out is reported, not attempted")
    func t4() {
        let duplicate = Snapshot.of(space: "owner/duplicate").with { $0.reading.platformLine = ["gradio==6.19.0", "pydantic<=2.12.5"] }
        let plan = Planning.plan(.of("pydantic==2.13.4"), duplicate)
        #expect(plan.decision("pydantic")?.reason == .platformLine)
        #expect(plan.edits.isEmpty)
        // The line of another generation of the SDK says nothing about this one's.
        let other = duplicate.with { $0.reading.sdk = SDK(name: "gradio", version: "4.44.1") }
        #expect(Planning.plan(.of("pydantic==2.13.4"), other).decision("pydantic")?.action == .pinned)
    }

    @Test("T8: a local version is pinned with the index it comes from, or not at all")
    func t8() {
        let original = Snapshot.of("torch==2.1.2+cu118")
        let index = "--extra-index-url https://download.pytorch.org/whl/cu118"
        let own = Planning.plan(original, requirements: "\(index)\ntorch\n")
        #expect(Planning.requirements(own) == "\(index)\ntorch==2.1.2+cu118\n")
        let borrowed = Planning.plan(
            original,
            requirements: "torch\n",
            originalRequirements: "\(index)\n--extra-index-url https://example.org/simple\ntorch\n"
        )
        #expect(Planning.requirements(borrowed) == "torch==2.1.2+cu118\n" + Planning.block(index))
        let none = Planning.plan(original, requirements: "torch\n")
        #expect(none.decision("torch")?.reason == .noIndex)
        #expect(none.edits.isEmpty)
    }

    @Test("T10: a VCS package is pinned at its commit, wherever the user's line stands")
    func t10() {
        let source = "git+https://github.com/o/r.git@\(Self.commit)"
        let plan = Planning.plan(.of("pkg @ \(source)#egg=pkg"), requirements: "git+https://github.com/o/r.git@main  # moves\n")
        #expect(Planning.requirements(plan) == "pkg @ \(source)  # moves\n")
        #expect(Planning.requirements(Planning.plan(.of("pkg @ \(source)"), requirements: "pkg>=1\n")) == "pkg @ \(source)\n")
        #expect(
            Planning.requirements(Planning.plan(.of("pkg @ \(source)"), requirements: "-e git+https://github.com/o/r#egg=pkg\n"))
                == "-e \(source)#egg=pkg\n"
        )
        #expect(Planning.plan(.of("pkg @ git+https://github.com/o/r@main")).decision("pkg")?.reason == .movingSource)
        #expect(Planning.plan(.of("pkg @ \(source)")).decision("pkg")?.reason == .versionControl)
    }

    @Test(
        "T11: a file of the original's build machine is no source",
        arguments: ["file:///tmp/x", "file:///tmp/pkg-1.0-py3-none-any.whl", "git+file:///srv/r", "/tmp/pkg"]
    )
    func t11(source: String) {
        let plan = Planning.plan(.of("pkg @ \(source)"))
        #expect(plan.decision("pkg")?.reason == .localFile)
        #expect(plan.edits.isEmpty)
    }

    @Test(
        "T12: paths in the file cannot work on a Gradio Space, and are reported",
        arguments: ["-r other.txt", "-c limits.txt", "-e .", "./pkg.whl"]
    )
    func t12(line: String) {
        let plan = Planning.plan(.of("a==1"), requirements: "\(line)\n")
        #expect(plan.notes.first?.subject == "requirements.txt:1")
        #expect(Planning.requirements(plan) == "\(line)\n" + Planning.block("a==1"))
        #expect(Planning.plan(.of("a==1"), requirements: "-c https://host/limits.txt\n").notes.isEmpty)
    }

    @Test("T15: hashes go with the edit; one that stays is reported")
    func t15() {
        let hash = "--hash=sha256:\(String(repeating: "a", count: 64))"
        let plan = Planning.plan(.of("a==1"), requirements: "a==1 \(hash)\n")
        #expect(Planning.requirements(plan) == "a==1\n")
        let left = Planning.plan(.of("a==1"), requirements: "a==1\nb==2 \(hash)\n")
        #expect(left.notes.map(\.code) == ["requirements.hashes"])
    }

    @Test("T18: python_version is always written, in quotes, as exact as observed")
    func t18() {
        let plan = Planning.plan(.of("a==1", python: "3.10"), frontMatter: ["sdk": "gradio", "sdk_version": "6.19.0"])
        #expect(plan.frontMatterEdits == [FrontMatterEdit(key: "python_version", value: "3.10", isQuoted: true)])
        // What the README says more exactly stays; what it says less exactly does not.
        for (stated, observed, edits) in [("3.13.1", "3.13", 0), ("3.13", "3.13.1", 1), ("3.13", "3.13", 0)] {
            let values = ["sdk": "gradio", "sdk_version": "6.19.0", "python_version": stated]
            #expect(Planning.plan(.of("a==1", python: observed), frontMatter: values).frontMatterEdits.count == edits)
        }
        let odd = Planning.plan(.of("a==1", python: "3.13-slim\nx"), frontMatter: ["sdk": "gradio", "sdk_version": "6.19.0"])
        #expect(odd.frontMatterEdits.isEmpty && odd.notRestored.map(\.code) == ["python"])
    }

    @Test("T20: what was built from source is said to be")
    func t20() {
        let original = Snapshot.of("a==1").with { $0.reading.packages[0].release.isBuiltFromSource = true }
        #expect(Planning.plan(original).decision("a")?.sentence.contains("built from source") == true)
    }

    @Test("T21: on ZeroGPU the torch family is restored together or not at all")
    func t21() {
        let packages: Snapshot = .of("torch==2.1.2+cu118", "torchvision==0.16.2+cu118", "nvidia-cudnn-cu12==8.9", "numpy==1.26.4")
        let plan = Planning.plan(packages, Self.zero, requirements: "torch==2.1.2\n")
        #expect(plan.decisions(.notRestorable).map(\.name.normalized) == ["nvidia-cudnn-cu12", "torch", "torchvision"])
        #expect(plan.decision("torch")?.sentence.contains("2.8.0") == true)
        #expect(plan.notes.map(\.code) == ["requirements.outside-policy"])
        #expect(plan.notes.first?.sentence.hasSuffix("the nearest that it runs is 2.8.0") == true)
        #expect(Planning.requirements(plan) == "torch==2.1.2\n" + Planning.block("numpy==1.26.4"))
        let fitting = Planning.plan(.of("torch==2.9.1+cu128", "torchvision==0.24.1"), Self.zero)
        #expect(Planning.requirements(fitting) == Planning.block("torch==2.9.1", "torchvision==0.24.1"))
        // On other hardware no such limit holds.
        #expect(Planning.plan(.of("torch==2.1.2")).decision("torch")?.action == .pinned)
    }

    @Test("T21: ZeroGPU's limits hold too where a checkout and a log are all there is, and the platform's line or the README tells of it")
    func t21WithoutSettings() {
        let packages = Snapshot.of("torch==2.5.1", "torchvision==0.20.1", "numpy==1.26.4", sdk: SDK(name: "gradio", version: "6.19.0"))
        let built = packages.with { $0.reading.platformLine = ["gradio==6.19.0", "torch<=2.13.0", "spaces==0.51.3"] }
        let card = ["sdk": "gradio", "sdk_version": "6.19.0", "suggested_hardware": "zero-a10g"]
        for plan in [Planning.plan(built), Planning.plan(packages, frontMatter: card)] {
            #expect(plan.decisions(.notRestorable).map(\.name.normalized) == ["torch", "torchvision"])
            #expect(plan.notes.filter { $0.code == "hardware" }.count == 1)
        }
        // Settings that name the hardware are believed, and so is the duplicate's own log.
        let elsewhere = Snapshot.of("numpy==1.26.4").with { $0.hardware = "t4-small" }
        #expect(Planning.plan(built, elsewhere, frontMatter: card).decision("torch")?.action == .pinned)
        let onOther = Snapshot.of("numpy==1.26.4").with { $0.reading.platformLine = ["gradio==6.19.0", "spaces"] }
        #expect(Planning.plan(built, onOther, frontMatter: card).decision("torch")?.action == .pinned)
        #expect(Planning.plan(packages).notes.allSatisfy { $0.code != "hardware" })
    }

    @Test(
        "T21: on ZeroGPU Python is one of two",
        arguments: [("3.13", nil), ("3.12", "3.12"), ("3.10.13", "3.10.13"), ("3.10.12", nil)] as [(String, String?)]
    )
    func t21Python(python: String, expected: String?) {
        let plan = Planning.plan(.of("a==1", python: python), Self.zero, frontMatter: ["sdk": "gradio", "sdk_version": "6.19.0"])
        #expect(plan.frontMatterEdits.map(\.value) == [expected].compactMap { $0 })
        #expect(plan.notRestored.contains { $0.code == "python" } == (expected == nil))
    }

    @Test("T22: spaces is never pinned")
    func t22() {
        let plan = Planning.plan(.of("spaces==0.42.1"), Self.zero, requirements: "spaces==0.42.1\n")
        #expect(plan.edits.isEmpty)
        #expect(plan.decision("spaces")?.reason == .platformOwned)
        #expect(plan.notes.map(\.code) == ["requirements.platform-owned"])
    }

    @Test("T24: what nothing in the repository pins is said not to be restored")
    func t24() {
        let original = Snapshot.of("a==1").with {
            $0.reading.baseImage = BaseImage(reference: "python:3.13", digest: "sha256:a")
            $0.reading.systemPackages = [SystemPackage(name: "ffmpeg", version: "5")]
        }
        let duplicate = Snapshot.of("a==1").with {
            $0.reading.baseImage = BaseImage(reference: "python:3.13", digest: "sha256:b")
            $0.reading.systemPackages = [SystemPackage(name: "ffmpeg", version: "7")]
        }
        #expect(Planning.plan(original, duplicate).notRestored.map(\.code) == ["base-image", "system-package"])
    }

    @Test(
        "T24: what a checkout's Dockerfile begins with is held against the original's image",
        arguments: [
            ("FROM python:3.12", "docker.io/library/python:3.11@sha256:a in the original, python:3.12"),
            ("FROM python:3.11", "`FROM docker.io/library/python:3.11@sha256:a` holds"),
            ("FROM python:3.11@sha256:b", "is not the original's"),
            ("FROM python:3.11@sha256:a", nil), ("ARG V\nFROM python:$V", nil), ("FROM python:3.12 AS base\nFROM base", "python:3.12"),
        ] as [(String, String?)]
    )
    func t24Dockerfile(from: String, expected: String?) {
        let original = Snapshot.of("a==1", python: "3.11", sdk: SDK(name: "docker")).with {
            $0.reading.baseImage = BaseImage(reference: "docker.io/library/python:3.11", digest: "sha256:a")
        }
        let files = ["Dockerfile": "\(from)\nCOPY r.txt .\nRUN pip install -r r.txt\n", "r.txt": "a\n"]
        let checkout = Snapshot.of(space: "owner/duplicate", python: nil)
        let plan = Planning.plan(original, checkout, files: files, frontMatter: ["sdk": "docker"])
        #expect(plan.notRestored.map(\.code) == (expected == nil ? [] : ["base-image"]))
        if let expected { #expect(plan.notRestored.first?.sentence.contains(expected) == true) }
        let unseen = original.with { $0.reading.baseImage = nil }
        let other = Planning.plan(unseen, checkout, files: files, frontMatter: ["sdk": "docker"])
        #expect(other.notRestored.map(\.code) == (from.contains("3.12") ? ["python"] : []))
    }

    @Test(
        "T26: odd versions are pinned as they are, legacy ones by ===, hostile ones never",
        arguments: [
            ("1!2.0", "a==1!2.0"), ("1.0.post1", "a==1.0.post1"), ("1.0rc1", "a==1.0rc1"), ("2.6.0.dev20250101", "a==2.6.0.dev20250101"),
            ("2004d", "a===2004d"), ("1.0 --index-url https://evil", nil), ("1.0\nevil==1", nil), ("1.0; x", nil), ("", nil),
        ] as [(String, String?)]
    )
    func t26(version: String, line: String?) {
        let original = Snapshot.of("a==1").with { $0.reading.packages[0].release.version = version }
        let plan = Planning.plan(original)
        #expect(Planning.requirements(plan) == line.map { Planning.block($0) })
        if line == nil { #expect(plan.decision("a")?.reason == .invalidVersion) }
    }

    @Test("T27: names are compared normalised; two versions of one name are not pinned silently")
    func t27() {
        #expect(Planning.requirements(Planning.plan(.of("Ruamel_YAML==0.18"), requirements: "ruamel.yaml\n")) == "ruamel.yaml==0.18\n")
        let plan = Planning.plan(.of("a==1", "a==2", "b==1"), requirements: "a\n")
        #expect(plan.decision("a")?.reason == .twoVersions)
        #expect(Planning.requirements(plan) == "a\n" + Planning.block("b==1"))
    }

    @Test("T28: extras of the user's line stay")
    func t28() {
        let plan = Planning.plan(.of("uvicorn==0.40.0"), requirements: "uvicorn[standard] >=0.30\n")
        #expect(Planning.requirements(plan) == "uvicorn[standard] ==0.40.0\n")
    }

    @Test(
        "T30: credentials are never written, and show nowhere in the plan",
        arguments: [
            "git+https://user:hunter2@host/r@\(commit)", "https://hunter2@host/a-1.0-py3-none-any.whl", "https://host/a.whl?token=hunter2",
            "https://host/a.whl?X-Amz-Signature=hunter2", "git+https://${hunter2}@host/r@\(commit)",
            "git+ssh://git:hunter2@host/r@\(commit)",
        ]
    )
    func t30(source: String) throws {
        let plan = Planning.plan(.of("a @ \(source)"))
        #expect(plan.decision("a")?.reason == .credentials)
        #expect(plan.edits.isEmpty)
        #expect(!"\(plan.decisions)".contains("hunter2"))
        let report = RestoreReport.markdown(
            plan: plan,
            drift: Drift.between(original: .of("a @ \(source)"), duplicate: .of(), requireComplete: false),
            proof: .unproven
        )
        #expect(!report.contains("hunter2"))
    }

    @Test(
        "T30: what may be a secret is shown as ***",
        arguments: [
            ("https://user:pass@host/a.whl#sha256=00", "https://***@host/a.whl#sha256=00"),
            ("https://host/a.whl?token=x&b=c", "https://host/a.whl?***"),
            ("git+https://${T}@host/r@main", "git+https://***@host/r@main"), ("https://host/${T}/a.whl", "https://***"),
            ("https://host/a.whl?x=1", "https://host/a.whl?x=1"), ("git+ssh://git@host/r@main", "git+ssh://git@host/r@main"),
            ("/tmp/x", "/tmp/x"),
        ]
    )
    func t30Shown(source: String, shown: String) {
        #expect(DirectSource.redacted(source) == shown)
    }

    @Test("T30: a key for ssh is no secret in the URL; a secret in the user's own file is reported")
    func t30Own() {
        #expect(Planning.plan(.of("a @ git+ssh://git@host/r@\(Self.commit)")).decision("a")?.action == .pinned)
        let plan = Planning.plan(.of("a==1"), requirements: "--extra-index-url https://user:hunter2@host/simple\na==1\n")
        #expect(plan.notes.map(\.code) == ["requirements.credentials"])
        #expect(!"\(plan.notes)".contains("hunter2"))
    }

    @Test("T32: byte order marks, CRLF, UTF-16 and continuations are kept")
    func t32() {
        #expect(Planning.requirements(Planning.plan(.of("a==1"), requirements: "\u{FEFF}a>=0\r\n")) == "\u{FEFF}a==1\r\n")
        #expect(Planning.requirements(Planning.plan(.of("a==1"), requirements: "a \\\n  >=0\n")) == "a \\\n  ==1\n")
        let utf16: [UInt8] = [0xFF, 0xFE] + "a\n".utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
        let plan = Planner.plan(
            original: RestoreSide(.of("a==1")),
            duplicate: RestoreSide(.of(), files: ["requirements.txt": utf16])
        )
        let wanted: [UInt8] = [0xFF, 0xFE] + "a==1\n".utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
        #expect(plan.edits.first?.result == wanted)
        #expect(plan.notes.map(\.code) == ["requirements.utf16"])
    }

    @Test("T33: a Streamlit Space of old has no SDK to go back to")
    func t33() {
        let plan = Planning.plan(.of("a==1", sdk: SDK(name: "streamlit", version: "1.37.1")), frontMatter: ["sdk": "docker"])
        #expect(plan.notRestored.map(\.code) == ["sdk"])
        #expect(!plan.frontMatterEdits.contains { $0.key == "sdk" || $0.key == "sdk_version" })
    }

    @Test("T33: what takes the Streamlit Space's place is a Docker Space, where streamlit is a package and the README names no Python")
    func t33Docker() {
        let files = [
            "Dockerfile": "FROM python:3.9\nCOPY requirements.txt .\nRUN pip install -r requirements.txt\n",
            "requirements.txt": "streamlit\n",
        ]
        let plan = Planning.plan(
            .of("streamlit==1.30.0", "numpy==1.26.4", sdk: SDK(name: "streamlit", version: "1.30.0")),
            files: files,
            frontMatter: ["sdk": "docker"]
        )
        #expect(plan.frontMatterEdits.isEmpty)
        #expect(plan.notRestored.map(\.code).contains("sdk"))
        #expect(Planning.requirements(plan) == "streamlit==1.30.0\n" + Planning.block("numpy==1.26.4"))
        let gradio = Planning.plan(
            .of("numpy==1.26.4", sdk: SDK(name: "streamlit", version: "1.30.0")),
            frontMatter: ["sdk": "gradio", "sdk_version": "6.19.0"]
        )
        #expect(!gradio.frontMatterEdits.contains { $0.key == "sdk_version" } && !gradio.notRestored.map(\.code).contains("sdk-version"))
    }

    @Test(
        "T20: setuptools that no freeze lists is pinned where both logs show it, and differ",
        arguments: [RestorePlan.Mode.full, .minimal]
    )
    func t20BuildTools(mode: RestorePlan.Mode) {
        let side = { (version: String?) in
            Snapshot.of("a==1").with {
                $0.reading.installers = [Installer(name: "pip", version: "25"), Installer(name: "setuptools", version: version)]
            }
        }
        let plan = Planning.plan(side("80.9.0"), side("82.0.1"), requirements: "a==1\n", mode: mode)
        #expect(Planning.requirements(plan) == "a==1\n" + Planning.block("setuptools==80.9.0"))
        #expect(plan.decision("setuptools")?.reason == .drifted && plan.decision("pip") == nil)
        #expect(Planning.requirements(Planning.plan(side("80.9.0"), side("80.9.0"), requirements: "a==1\n", mode: mode)) == nil)
        #expect(Planning.requirements(Planning.plan(side("80.9.0"), side(nil), requirements: "a==1\n", mode: mode)) == nil)
    }

    @Test("T24: a Docker Space's system packages take versions in its Dockerfile")
    func t24Docker() {
        let side = { (version: String) in
            Snapshot.of("a==1", sdk: SDK(name: "docker")).with {
                $0.reading.systemPackages = [SystemPackage(name: "libgomp1", version: version)]
            }
        }
        let plan = Planning.plan(side("14-1"), side("14-2"), files: ["Dockerfile": "FROM python:3.9\n"], frontMatter: ["sdk": "docker"])
        #expect(plan.notRestored.first { $0.code == "system-package" }?.sentence.contains("name=version") == true)
    }

    @Test("T36: packages that only the duplicate has are reported, not counted")
    func t36() {
        let plan = Planning.plan(.of("a==1"), .of("a==1", "b==1"))
        #expect(plan.extra == ["b"])
        #expect(plan.decisions.map(\.name.normalized) == ["a"])
        #expect(Planning.plan(.of("a==1", isComplete: false), .of("a==1", "b==1")).extra.isEmpty)
    }

    @Test("garbage in the file is kept and reported")
    func garbage() {
        let plan = Planning.plan(.of("a==1"), requirements: "a\n<<<<<<< HEAD\n= = =\n")
        #expect(Planning.requirements(plan) == "a==1\n<<<<<<< HEAD\n= = =\n")
        #expect(plan.notes.map(\.subject) == ["requirements.txt:2", "requirements.txt:3"])
    }
}
