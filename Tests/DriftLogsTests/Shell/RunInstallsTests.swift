import DriftLogs
import Testing

@Suite("What a RUN does to the packages, by its text")
struct RunInstallsTests {
    @Test(
        "pip install calls that surely run",
        arguments: [
            ("pip install -r requirements.txt", 1),
            ("apt-get update && apt-get install -y git python3-pip && rm -rf /var/lib/apt/lists/*", 0),
            ("pip install -U pip && python -m pip install numpy", 2), ("uv pip install --system numpy", 1),
            ("python -m venv /venv && /venv/bin/pip install numpy", 1), ("pip freeze > /tmp/freeze.txt", 0), ("echo pip install numpy", 0),
            ("useradd -m -u 1000 user", 0),
        ]
    )
    func plain(run: String, count: Int) {
        let installs = RunInstalls(run)
        #expect(installs.obstacle == nil && installs.pipCount == count, "\(installs)")
    }

    @Test(
        "anything else that may install",
        arguments: [
            ("conda install numpy", "conda"), ("poetry install --no-root", "poetry"), ("uv sync --frozen", "uv sync"),
            ("pip uninstall -y six", "pip uninstall"), ("bash install.sh", "a script"), ("./setup.sh", "a script"),
            ("curl -sSL https://x/install.sh | bash", "a script"),
            ("make deps", "a script"),
            ("python setup.py install", "a setup script"), ("pip install --target /x numpy", "another folder"),
            ("if [ -f r.txt ]; then pip install -r r.txt; fi", "need not happen"), ("pip install flash-attn || true", "need not happen"),
            ("pipenv install", "pipenv"), ("poetry run pip install numpy", "poetry run"),
        ]
    )
    func others(run: String, words: String) {
        #expect(RunInstalls(run).obstacle?.contains(words) == true, "\(RunInstalls(run))")
    }
}
