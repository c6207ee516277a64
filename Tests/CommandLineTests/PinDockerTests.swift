import DriftTesting
import Foundation
import Testing

/// Checkouts of Docker Spaces, as they are cloned from the Hub.
@Suite("driftd pin onto a checkout of a Docker Space")
struct PinDockerTests {
    private func checkout(_ files: [String: String]) throws -> DriftdProgram {
        let program = try DriftdProgram()
        try program.scratch.write("numpy==1.26.4\nsix==1.16.0\ngunicorn==21.2.0\n", to: "freeze.txt")
        try program.scratch.write("---\ntitle: T\nsdk: docker\n---\n", to: "repo/README.md")
        for (name, text) in files { try program.scratch.write(text, to: "repo/\(name)") }
        return program
    }

    private func text(_ program: DriftdProgram, _ name: String) throws -> String {
        String(decoding: try program.scratch.read("repo/\(name)"), as: UTF8.self)
    }

    @Test("the files that the Dockerfile's calls install, wherever they stand, and those that they name in turn")
    func below() throws {
        let program = try checkout([
            "Dockerfile": "FROM python:3.11\nCOPY server/requirements.txt /tmp/r.txt\nRUN pip install -r /tmp/r.txt\nCOPY . /app\n",
            "server/requirements.txt": "-r deps/base.in\nnumpy  # arrays\n", "server/deps/base.in": "gunicorn>=20\n",
        ])
        let outcome = try program.run(["pin", "freeze.txt", "./repo", "-o", "b.tar.gz"])
        #expect(outcome.exitCode == 0 && outcome.output.contains("server/requirements.txt"), "\(outcome.output)\(outcome.errors)")
        try program.run(["apply", "-q", "b.tar.gz", "repo"]).expectSuccess()
        #expect(try text(program, "server/requirements.txt").hasPrefix("-r deps/base.in\nnumpy==1.26.4  # arrays\n"))
        #expect(try text(program, "server/requirements.txt").contains("\nsix==1.16.0\n"))
        #expect(try text(program, "server/deps/base.in") == "gunicorn==21.2.0\n")
    }

    @Test("packages that the Dockerfile names itself are edited there, and the rest follows")
    func inline() throws {
        let program = try checkout(["Dockerfile": "FROM python:3.11\nRUN pip install numpy \"gunicorn>=20\"\n"])
        try program.run(["pin", "freeze.txt", "./repo", "-q", "-o", "b.tar.gz"]).expectSuccess()
        try program.run(["apply", "-q", "b.tar.gz", "repo"]).expectSuccess()
        #expect(
            try text(program, "Dockerfile") == "FROM python:3.11\nRUN pip install numpy==1.26.4 \"gunicorn==21.2.0\" \\\n    six==1.16.0\n"
        )
    }

    @Test("nothing outside the checkout is read, whatever the Dockerfile names and whatever links stand in it")
    func outside() throws {
        let program = try checkout([
            "Dockerfile":
                "FROM python:3.11\nCOPY . .\nRUN pip install -r ../secret.txt -r linked/secret.txt -r link.txt -r /etc/hostname && pip install -r real.txt\n",
            "real.txt": "-r ../secret.txt\n-r /etc/hostname\nnumpy\n",
        ])
        try program.scratch.write("topsecret==1\n", to: "secret.txt")
        _ = try program.shell("mkdir out; cp secret.txt out; ln -s ../out repo/linked; ln -s ../secret.txt repo/link.txt; mkfifo repo/pipe")
        #expect(try program.run(["pin", "freeze.txt", "./repo", "-q", "-o", "b.tar.gz"]).exitCode == 0)
        #expect(try !program.shell("tar -xzOf b.tar.gz").output.contains("topsecret"))
        try program.run(["apply", "-q", "b.tar.gz", "repo"]).expectSuccess()
        #expect(try text(program, "real.txt").hasPrefix("-r ../secret.txt\n-r /etc/hostname\nnumpy==1.26.4\n"))
    }

    @Test("a file that the build installs and that cannot be read is an error, not a guess")
    func unreadable() throws {
        let program = try checkout(["Dockerfile": "FROM python:3.11\nCOPY . /app\nRUN pip install -r /app/server/requirements.txt\n"])
        _ = try program.shell("mkdir repo/server; mkfifo repo/server/requirements.txt")
        try program.run(["pin", "freeze.txt", "./repo", "-q", "-o", "b.tar.gz"])
            .expectFailure(2, errorContaining: "server/requirements.txt is not a plain file")
        #expect(!program.exists("b.tar.gz"))
    }
}
