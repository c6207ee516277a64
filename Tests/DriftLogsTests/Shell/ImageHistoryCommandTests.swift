import Testing

@testable import DriftLogs

@Suite("Commands of an image's history")
struct ImageHistoryCommandTests {
    @Test(
        "steps that may have changed the packages",
        arguments: [
            "RUN /bin/sh -c pip install --no-cache-dir -r requirements.txt # buildkit",
            "RUN |2 A=b c PYTHON=3 /bin/bash -o pipefail -c apt-get update && pip3 install flask # buildkit",
            "/bin/sh -c pip uninstall -y torch", "RUN /bin/sh -c uv sync --frozen # buildkit",
            "RUN --mount=type=cache,target=/root/.cache pip install x", "RUN /bin/sh -c python -m pip install -e . # buildkit",
            "COPY /opt/venv /opt/venv # buildkit", "COPY /root/.local /home/user/.local # buildkit", "COPY / / # buildkit",
            "/bin/sh -c #(nop) COPY dir:3a5b in /usr/local/lib/python3.11/site-packages",
        ]
    )
    func installing(command: String) { #expect(ImageHistoryCommand.mayInstall(command)) }

    @Test(
        "steps that did not",
        arguments: [
            "COPY ./ /app # buildkit", "COPY /pipfreeze/ /pipfreeze/ # buildkit",
            "RUN /bin/sh -c pip freeze > /pipfreeze/freeze.txt # buildkit",
            "CMD [\"python\" \"app.py\"]", "ENV PIP=install", "/bin/sh -c #(nop)  CMD [\"pip\" \"install\" \"x\"]", "",
            "RUN /bin/sh -c apt-get install -y curl # buildkit", "RUN /bin/sh -c useradd -m -u 1000 user # buildkit", "WORKDIR /opt/app",
            "/bin/sh -c #(nop) ADD file:1 in /app", "RUN /bin/sh -c pip list # buildkit",
        ]
    )
    func others(command: String) { #expect(!ImageHistoryCommand.mayInstall(command)) }
}
