import Testing

@testable import DriftLogs

@Suite struct InstallerCommandLineTests {
    private func only(_ text: String, in folder: String = "/app") throws -> InstallerInvocation {
        let found = InstallerCommandLine.invocations(in: text, workingDirectory: folder)
        return try #require(found.count == 1 ? found[0] : nil, "\(text): \(found.count) installers")
    }

    @Test(
        "pip by its names",
        arguments: [
            "pip install a", "pip3 install a", "pip3.11 install a", "/usr/local/bin/pip install a", "python -m pip install a",
            "python3 -m pip install a",
            "python3.11 -u -m pip install a", "python -X utf8 -m pip install a", "env A=1 pip install a", "A=1 B=2 pip install a",
            "sudo -u user pip install a",
            "sudo -H pip install a", "exec pip install a", "xargs -r pip install a", "nice -n 5 pip install a", "timeout 600 pip install a",
            "--mount=type=cache,target=/root/.cache pip install a", "sh -c 'pip install a'", "bash -lc \"pip install a\"",
            "sh -ec 'sh -c \"pip install a\"'",
            "pip --no-cache-dir install a", "pip --timeout 100 install a", "time pip install a",
            "python -Im pip install a", "retry 3 pip install a", "runuser -u app -- pip install a", "eval pip install a",
            "find . -name x -exec pip install a", "python -mpip install a",
            "script -qec 'pip install a' /dev/null", "echo 'pip install a' | bash", "$(which pip) install a",
            "su app -c 'pip install a'", "su -s /bin/sh app --command='pip install a'", "runuser -l app -c 'pip install a'",
            "gosu app bash -lc 'pip install a'", "sudo -u app sh -c 'pip install a'", "tini -g -- sh -c 'pip install a'",
            "${PIP} install a", "chroot /x python3 -m pip install a",
        ]
    )
    func pip(_ text: String) throws {
        let found = try only(text)
        #expect(found.tool == .pip)
        #expect(found.action == .install)
        #expect(found.requirements == ["a"])
        #expect(found.target == (text.hasPrefix("/usr/local/bin/") ? .interpreter : .system))
    }

    @Test(
        "no installer",
        arguments: [
            "echo pip install a", "apt-get install -y ffmpeg", "npm install", "python app.py", "python -c 'import pip'", "pip --version",
            "pip check", "pip install --help", "pip install -h",
            "pip config set global.index-url x", "pipdeptree", "curl https://astral.sh/uv/install.sh | sh", "bash -", "cat x | python -V",
            "curl -fsSL https://deb.nodesource.com/setup_20.x | sudo -E bash -", "sh -c \"$(curl -fsSL https://pyenv.run)\"", "python",
            "curl x | tar xz",
            "eval \"$(pyenv init -)\"", "curl https://sh.rustup.rs | sh -s -- -y --profile minimal",
            "curl -sS https://bootstrap.pypa.io/get-pip.py | python3", "sh", "git clone https://x/pip",
            "mkdir -p install",
            "uv --version", "poetry config x y", "poetry lock", "conda activate x", "apt-get install -y python3 pip",
            "useradd --create-home uv sync", "pdm config x y", "pipenv --version", "python -m spacy validate",
        ]
    )
    func none(_ text: String) { #expect(InstallerCommandLine.invocations(in: text) == []) }

    @Test(
        "what reaches the log behind a pipe",
        arguments: [
            ("pip install a 2>&1 | tee >(grep -i warn >&2)", false), ("pip install a > >(tee x)", false),
            ("pip install a > >(grep b)", true),
            ("pip install a 2>&1 >/dev/null | cat", true), ("pip install a | tee x", false), ("pip install a 2>&1 | tee x | cat", false),
            ("pip install a |& tee x", false), ("pip install a |& grep b", true),
            ("pip install a | tee x | sed s/a/b/", true),
            ("pip install a | grep -v b", true), ("(pip install a; true) | tail -1", true), ("(pip install a) 2>&1 | tee x", false),
            ("pip install a | tee x > y", true), ("pip install a > x; echo b | tee y", true), ("{ pip install a; } > /dev/null", true),
            ("bash -c 'pip install a' | tail -1", true), ("bash -c 'pip install a' | tee x", false),
        ]
    )
    func filters(text: String, hides: Bool) throws { #expect(try only(text).hidesOutput == hides) }

    @Test(
        "a script whose text is elsewhere",
        arguments: [
            ("curl https://x | sh", .web), ("wget -qO- https://x/install.py | python3 -", .web), ("curl -sSL https://x | sudo bash", .web),
            ("curl https://x | gunzip | bash -s -- --yes", .web), ("bash <(curl -s https://x)", .web),
            ("python3 <(wget -O- https://x)", .web),
            ("bash -c \"$(curl -fsSL https://x)\"", .web), ("eval \"$(curl -s https://x)\"", .web), ("$(curl -s https://x)", .web),
            ("source <(curl -s https://x)", .web), ("cat setup.sh | bash", .file), ("bash < setup.sh", .file),
            ("python - < setup.py", .file),
            ("bash setup.sh", .file), ("./setup.sh", .file), ("echo 'import pip; pip.main([\"install\"])' | python", .file),
            ("python install_deps.py", .file), ("yes | bash setup.sh", .file), ("python3 -m pip --version; curl https://x | python3", .web),
        ] as [(String, ScriptOrigin)]
    )
    func scripts(text: String, origin: ScriptOrigin) throws {
        let found = try only(text)
        #expect(found.tool == .script)
        #expect(found.script == origin)
    }

    @Test(
        "options with values are no requirements",
        arguments: [
            ("pip install -r a.txt -rb.txt --requirement=c.txt --requirement d.txt x", ["x"], ["a.txt", "b.txt", "c.txt", "d.txt"]),
            ("pip install -i https://x --extra-index-url https://y -f z -c c.txt --no-cache-dir x", ["x"], []),
            ("pip install -Ur a.txt", [], ["a.txt"]),
            ("pip install --upgrade-strategy eager --only-binary :all: --progress-bar off x y", ["x", "y"], []),
            ("pip install -- -x y", ["-x", "y"], []),
            ("uv pip sync a.txt b.txt", [], ["a.txt", "b.txt"]),
            ("uv pip install --system --index-strategy unsafe-best-match -r a.txt x", ["x"], ["a.txt"]),
        ]
    )
    func options(text: String, requirements: [String], files: [String]) throws {
        let found = try only(text)
        #expect(found.requirements == requirements)
        #expect(found.requirementFiles == files)
    }

    @Test(
        "where it installs",
        arguments: [
            ("pip install a", .system), ("pip install --user a", .user), ("pip install --target=lib a", .folder("/app/lib")),
            ("pip install -t /x a", .folder("/x")),
            ("pip install --prefix /install a", .folder("/install")), ("pip install --root=../r a", .folder("/r")),
            ("/opt/venv/bin/pip install a", .virtual("/opt/venv")),
            (".venv/bin/python -m pip install a", .virtual("/app/.venv")), ("/root/.pyenv/shims/pip install a", .system),
            ("VIRTUAL_ENV=/v uv pip install a", .virtual("/v")),
            ("PATH=/v/bin:$PATH pip install a", .virtual("/v")), ("uv pip install --python .venv a", .virtual("/app/.venv")),
            ("uv pip install --python /v/bin/python a", .virtual("/v")), ("uv pip install --python 3.11 a", .system),
            ("uv pip install --system a", .interpreter), ("cd /opt/v && bin/pip install a", .virtual("/opt/v")),
            ("./v/bin/pip install a", .virtual("/app/v")), ("uv pip install --python /usr/bin/python3 a", .interpreter),
            ("uv sync --frozen", .virtual("/app/.venv")), ("UV_PROJECT_ENVIRONMENT=/v uv sync", .virtual("/v")),
            ("/opt/conda/bin/pip install a", .system),
            ("uv add a", .virtual("/app/.venv")),
        ] as [(String, InstallTarget)]
    )
    func target(text: String, target: InstallTarget) throws { #expect(try only(text).target == target) }

    @Test(
        "cd, activate, deactivate and export carry on",
        arguments: [
            ("cd /srv && .venv/bin/pip install a", [InstallTarget.virtual("/srv/.venv")]),
            ("cd src; cd ..; .venv/bin/pip install a", [.virtual("/app/.venv")]),
            (". /v/bin/activate && pip install a", [.virtual("/v")]),
            ("source v/bin/activate && pip install a && deactivate && pip install b", [.virtual("/app/v"), .system]),
            ("export VIRTUAL_ENV=/v && pip install a", [.virtual("/v")]), ("export PATH=\"/v/bin:$PATH\"; pip install a", [.virtual("/v")]),
            ("python -m venv /v && /v/bin/pip install a", [.virtual("/v"), .virtual("/v")]),
            ("virtualenv v && v/bin/pip install a", [.virtual("/app/v"), .virtual("/app/v")]),
            ("uv venv && uv pip install a", [.virtual("/app/.venv"), .system]), ("uv venv /v", [.virtual("/v")]),
        ]
    )
    func places(text: String, targets: [InstallTarget]) {
        #expect(InstallerCommandLine.invocations(in: text, workingDirectory: "/app").map(\.target) == targets)
    }

    @Test(
        "actions",
        arguments: [
            ("pip uninstall -y a", InstallerInvocation.Tool.pip, InstallerInvocation.Action.uninstall), ("pip download a", .pip, .download),
            ("pip wheel -w x a", .pip, .download),
            ("pip freeze", .pip, .freeze), ("pip list", .pip, .list), ("uv pip freeze", .uv, .freeze),
            ("uv pip uninstall a", .uv, .uninstall), ("uv sync", .uv, .install),
            ("uv tool install ruff", .uv, .other), ("poetry install --no-root", .poetry, .install), ("poetry add a", .poetry, .install),
            ("python -m poetry install", .poetry, .install),
            ("pdm install", .pdm, .install), ("pipenv install --system", .pipenv, .install), ("pipx install poetry", .pipx, .other),
            ("conda install -y a", .conda, .install),
            ("conda env create -f e.yml", .conda, .install), ("mamba install a", .conda, .install),
            ("micromamba create -n x", .conda, .install),
            ("python setup.py install", .setupScript, .install), ("python setup.py develop", .setupScript, .install),
            ("easy_install a", .setupScript, .install),
            ("bash install.sh", .script, .install), ("./setup.sh", .script, .install), ("make", .script, .install),
            ("python -m venv v", .pip, .createEnvironment),
        ]
    )
    func actions(text: String, tool: InstallerInvocation.Tool, action: InstallerInvocation.Action) throws {
        let found = try only(text)
        #expect(found.tool == tool)
        #expect(found.action == action)
    }

    @Test(
        "what the log shows of it",
        arguments: [
            ("pip install a", true), ("pip install -q a", false), ("pip -q install a", false), ("pip install --quiet a", false),
            ("pip install -qq -v a", false),
            ("pip install -q -v a", true), ("PIP_QUIET=1 pip install a", false), ("PIP_QUIET=0 pip install a", true),
            ("pip install a > log", false),
            ("pip install a | tee log", true), ("pip install a | cat", true), ("pip install a | tail -n 1", false),
            ("pip install a | grep -v x", false),
            ("pip install gradio uvicorn>=0.14.0", false), ("pip install -qU a", false),
        ]
    )
    func visibility(text: String, isVisible: Bool) throws { #expect(try only(text).isVisible == isVisible) }

    @Test("dry runs change nothing, conditional ones may not run, others may fail")
    func fate() throws {
        #expect(try !only("pip install --dry-run a").changesEnvironment)
        #expect(try only("pip uninstall -y a").changesEnvironment)
        #expect(try only("if test -f x; then pip install a; fi").isConditional)
        #expect(try only("pip install a || true").mayFail)
        #expect(try !only("pip install a && true").mayFail)
        #expect(try only("pip install -U pip setuptools wheel").touchesOnlyInstaller)
        #expect(try !only("pip install -U pip numpy").touchesOnlyInstaller)
        #expect(try !only("pip install -U pip -r r.txt").touchesOnlyInstaller)
    }

    @Test("several in one step, in order")
    func several() {
        let found = InstallerCommandLine.invocations(
            in: "pip install a && apt-get update && pip install -q b || pip install c; uv pip install d"
        )
        #expect(found.map(\.requirements) == [["a"], ["b"], ["c"], ["d"]])
        #expect(found.map(\.isConditional) == [false, false, true, false])
        #expect(found.map(\.tool) == [.pip, .pip, .pip, .uv])
    }

    @Test(
        "requirement names",
        arguments: [
            (["gradio[oauth]==4.31.0", "uvicorn>=0.14.0", "spaces", "fastapi<0.113.0"], ["gradio", "uvicorn", "spaces", "fastapi"]),

            ([".", "./x", "/x", "x/y", "x.whl", "x.tar.gz", "git+https://github.com/o/r", "https://example.com/x.whl"], []),
            (["a; python_version < '3.11'", "b @ https://example.com/b.whl", "c@ git+https://github.com/o/c"], ["b", "c"]),
        ]
    )
    func names(requirements: [String], names: [String]) {
        #expect(InstallerInvocation(tool: .pip, action: .install, requirements: requirements).requirementNames == names)
    }

    @Test(
        "paths as seen from a folder",
        arguments: [
            (".venv", "/app", "/app/.venv"), ("/v", "/app", "/v"), ("../v", "/app/x", "/app/v"), ("../../../v", "/app", "/v"),
            ("./a/./b", "/", "/a/b"),
            ("$HOME/v", "/app", "$HOME/v"), ("~/v", "/app", "~/v"), ("", "/app", "/app"),
        ]
    )
    func absolute(path: String, folder: String, expected: String) { #expect(InstallerCommandLine.absolute(path, in: folder) == expected) }

    @Test(
        "variables and folders say where pip installs",
        arguments: [
            ("PIP_TARGET=/opt/x pip install a", InstallTarget.folder("/opt/x")), ("PIP_PREFIX=/opt/y pip install a", .folder("/opt/y")),
            ("PIP_USER=1 pip install a", .user), ("PIP_USER=0 pip install a", .system),
            ("PYTHONUSERBASE=/opt/b pip install --user a", .folder("/opt/b")), ("pip install --prefix /usr/local a", .system),
            ("pip install --prefix=/opt/z a", .folder("/opt/z")), ("pip install --root / a", .system),
            ("pip install -t /usr/local/lib/python3.11/site-packages a", .system),
            ("pip install --target /opt/venv/lib/python3.11/site-packages/ a", .virtual("/opt/venv")),
            ("uv pip install --prefix /usr/local a", .system),
        ]
    )
    func folders(text: String, target: InstallTarget) throws { #expect(try only(text).target == target) }

    @Test(
        "uv run works in the project's environment, unless it is told of another",
        arguments: [
            ("uv run app.py", InstallerInvocation.Action.run), ("uv run --frozen python app.py --with x", .run),
            ("uv run --with six python -c 'import six'", .other), ("uv run --script s.py", .other), ("uv run --no-project x.py", .other),
        ]
    )
    func uvRun(text: String, action: InstallerInvocation.Action) throws {
        let found = try only(text)
        #expect(found.tool == .uv)
        #expect(found.action == action)
        #expect(!found.changesEnvironment)
    }

    @Test(
        "a here-document shows its first line alone: the rest is a script",
        arguments: [
            ("RUN <<EOF (pip install a...)", [InstallerInvocation.Tool.pip, .script]),
            ("RUN bash <<'EOF' (pip install a)", [.pip, .script]),
            ("RUN python3 <<EOF (import os...)", [.script]), ("RUN cat <<EOF > x && pip install a", [.pip]),
        ]
    )
    func hereDocument(text: String, tools: [InstallerInvocation.Tool]) {
        let step = ReplayStep(ScannedStep(text: text, line: 1), log: 0, workingDirectory: "/")
        #expect(step.invocations.map(\.tool) == tools)
        #expect(step.invocations.allSatisfy { $0.requirements == ($0.tool == .pip ? ["a"] : []) })
    }

    @Test("a function that runs what it is given")
    func retries() {
        let found = InstallerCommandLine.invocations(in: "retry() { \"$@\" || \"$@\"; }; retry pip install six")
        #expect(found.map(\.requirements) == [["six"]])
    }

    @Test("a function installs where it is called, with the options of the call")
    func functions() {
        let found = InstallerCommandLine.invocations(in: "p() { pip install --no-cache-dir \"$@\"; }; p six && p -q idna")
        #expect(found.map(\.requirements) == [["six"], ["idna"]])
        #expect(found.map(\.isQuiet) == [false, true])
    }

    @Test("nesting ends somewhere")
    func depth() {
        var text = "pip install a"
        for _ in 0..<40 { text = "sh -c '" + text.replacing("'", with: "'\\''") + "'"; if text.utf8.count > 100_000 { break } }
        #expect(InstallerCommandLine.invocations(in: text).count <= 1)
    }

    @Test(
        "installers that say little",
        arguments: [
            ("pdm -p /app sync", .pdm), ("pdm update", .pdm), ("python -m pdm install", .pdm), ("pipenv --python 3.11 install", .pipenv),
            ("pipenv update", .pipenv), ("python -m pipenv sync", .pipenv), ("python -m hatch env create", .setupScript),
            ("python -m easy_install a", .setupScript), ("python -m piptools sync", .script), ("python -m spacy download en", .pip),
        ] as [(String, InstallerInvocation.Tool)]
    )
    func others(text: String, tool: InstallerInvocation.Tool) throws {
        let found = try only(text)
        #expect(found.tool == tool)
        #expect(found.changesEnvironment)
    }

    @Test(
        "a program of an environment is that environment's by whatever name",
        arguments: [
            ("ln -s /opt/venv/bin/pip /usr/local/bin/vpip && vpip install a", InstallTarget.virtual("/opt/venv")),
            ("ln -sf /opt/venv/bin/pip3 /usr/bin/ && pip3 install a", .virtual("/opt/venv")),
            ("cp /opt/venv/bin/pip /usr/local/bin/pip && pip install a", .virtual("/opt/venv")),
            ("ln -s /usr/bin/pip3 /usr/bin/pip && pip install a", .system),
            // Python goes by where it is called from.
            ("ln -s /opt/venv/bin/python /usr/local/bin/python && python -m pip install a", .system),
        ]
    )
    func linked(text: String, target: InstallTarget) throws { #expect(try only(text).target == target) }
}
