import Foundation

/// A package index on this machine (PEP 503), with wheels that hold nothing but their metadata: for real pip and uv, in milliseconds.
package final class PackageIndex: Sendable {
    /// What it does instead of answering as it should.
    package enum Behaviour: String, Sendable, CaseIterable {
        case right
        /// 200, and a page that is not an index.
        case garbage
        /// 500
        case broken
        /// 401
        case closed
        /// Takes the call, and says nothing for a minute.
        case slow
    }

    private let process: Process
    private let scratch: ScratchDirectory
    private let port: ReservedPort
    /// `http://127.0.0.1:41234/simple`
    package let address: String

    /// - Parameter releases: `datasets==5.0.1: fsspec<=6, numpy`; before the colon may stand `(source)`: it has no wheel; `(yanked: why)`;
    ///   `(cp39)`: its wheel is for that Python only; `(large)`: 64 MB; `(2026-02-16)`, `(source 2026-02-16)`: uploaded then. With any such day
    ///   the index speaks PEP 700, and otherwise PEP 503. A source distribution that is built leaves `builtMark` behind.
    package init(_ releases: [String], behaviour: Behaviour = .right) throws {
        guard let python = ExternalTool.path(of: "python") ?? ExternalProgram.path(named: "python3") else { throw Failure.noPython }
        scratch = try ScratchDirectory()
        try scratch.write(releases.joined(separator: "\n"), to: "releases")
        try scratch.write(Self.server, to: "server.py")
        try scratch.write("", to: "listening")
        port = try ReservedPort()
        address = "http://127.0.0.1:\(port.number)/simple"
        process = Process()
        process.executableURL = URL(fileURLWithPath: python)
        process.arguments = [scratch.path + "/server.py", scratch.path + "/releases", behaviour.rawValue, "\(port.number)"]
        process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: scratch.path + "/listening"))
        process.standardError = FileHandle.nullDevice
        process.standardInput = FileHandle.nullDevice
        try process.run()
        for _ in 0..<1200 where try scratch.read("listening").isEmpty { Thread.sleep(forTimeInterval: 0.05) }
        guard try !scratch.read("listening").isEmpty else { throw Failure.notStarted }
    }

    /// The paths that were asked for.
    package var requests: [String] {
        String(decoding: (try? scratch.read("requests")) ?? [], as: UTF8.self).split(separator: "\n").map(String.init)
    }

    /// There once somebody ran the code of a source distribution.
    package var builtMark: String { scratch.path + "/built" }

    deinit { stop() }

    /// After this nobody answers at its address.
    package func stop() {
        // Not `terminate`: a test run may have its children ignore that signal.
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    private enum Failure: Error { case noPython, notStarted }

    /// Environment variables that have pip and uv ask this index, and no other; nothing of it is kept.
    package var variables: [String: String] {
        [
            "PIP_INDEX_URL": address, "PIP_CONFIG_FILE": "/dev/null", "PIP_NO_CACHE_DIR": "1", "UV_DEFAULT_INDEX": address,
            "UV_NO_CACHE": "1",
            "no_proxy": "127.0.0.1",
        ]
    }

    private static let server = """
        import hashlib, http.server, io, json, os, re, sys, tarfile, threading, time, zipfile

        def end_with(parent):
            while os.getppid() == parent: time.sleep(0.5)
            os._exit(0)

        threading.Thread(target=end_with, args=(os.getppid(),), daemon=True).start()
        files, days = {}, {}

        def source(name, version):
            # Whoever asks its own backend what it needs, runs its code.
            texts = {
                "pyproject.toml": "[build-system]\\nrequires = []\\nbuild-backend = 'backend'\\nbackend-path = ['.']\\n",
                "backend.py": f"open({os.path.dirname(sys.argv[1]) + '/built'!r}, 'w').close()\\n",
                "PKG-INFO": f"Metadata-Version: 2.1\\nName: {name}\\nVersion: {version}\\n",
            }
            data = io.BytesIO()
            with tarfile.open(fileobj=data, mode="w:gz") as archive:
                for path, text in texts.items():
                    entry = tarfile.TarInfo(f"{name}-{version}/{path}")
                    entry.size = len(text.encode())
                    archive.addfile(entry, io.BytesIO(text.encode()))
            return data.getvalue()

        for row in open(sys.argv[1]):
            head, _, tail = row.strip().partition(":") if "(yanked" not in row else row.strip().rpartition("):")
            pin, _, mark = head.partition(" (")
            name, version = pin.split("==")
            mark = mark.rstrip(")")
            day = re.search(r"\\d{4}-\\d\\d-\\d\\d$", mark)
            if day: mark = mark[:day.start()].strip()
            stem = f"{name.replace('-', '_')}-{version}"
            if mark == "source":
                files[stem + ".tar.gz"] = (name, source(name, version), None)
                if day: days[stem + ".tar.gz"] = day[0]
                continue
            yanked = mark.partition(": ")[2] if mark.startswith("yanked") else None
            tag = f"{mark}-{mark}-manylinux_2_17_x86_64" if mark.startswith("cp") else "py3-none-any"
            metadata = f"Metadata-Version: 2.1\\nName: {name}\\nVersion: {version}\\n"
            metadata += "".join(f"Requires-Dist: {part.strip()}\\n" for part in tail.split(",") if part.strip())
            data = io.BytesIO()
            with zipfile.ZipFile(data, "w") as archive:
                archive.writestr(f"{stem}.dist-info/METADATA", metadata)
                archive.writestr(f"{stem}.dist-info/WHEEL", f"Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: {tag}\\n")
                archive.writestr(f"{stem}.dist-info/RECORD", "")
                if mark == "large": archive.writestr("large.bin", bytes(64 << 20))
            files[f"{stem}-{tag}.whl"] = (name, data.getvalue(), yanked)
            if day: days[f"{stem}-{tag}.whl"] = day[0]

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                with open(os.path.dirname(sys.argv[1]) + "/requests", "a") as log: log.write(self.path + "\\n")
                if sys.argv[2] == "slow": time.sleep(60)
                if sys.argv[2] == "broken": return self.send_error(500)
                if sys.argv[2] == "closed": return self.send_error(401)
                parts = self.path.strip("/").split("/")
                if sys.argv[2] == "garbage":
                    return self.reply(b"<html><body><h1>Welcome to the hotel's wireless network</h1></body></html>", "text/html")
                if parts[0] == "files" and parts[1] in files:
                    return self.reply(files[parts[1]][1], "application/octet-stream")
                if days and parts[0] == "simple":
                    found = [{"filename": file, "url": "/files/" + file, "hashes": {"sha256": hashlib.sha256(data).hexdigest()},
                              **({"upload-time": days[file] + "T00:00:00Z"} if file in days else {})}
                             for file, (name, data, _) in files.items() if parts == ["simple", name]]
                    if not found: return self.send_error(404)
                    page = {"meta": {"api-version": "1.1"}, "name": parts[1], "files": found}
                    return self.reply(json.dumps(page).encode(), "application/vnd.pypi.simple.v1+json")
                links = [f'<a href="/files/{file}#sha256={hashlib.sha256(data).hexdigest()}"' + (f' data-yanked="{yanked}"' if yanked is not None else "") + f">{file}</a>"
                         for file, (name, data, yanked) in files.items() if parts == ["simple", name]]
                if not links: return self.send_error(404)
                self.reply(("<!DOCTYPE html><html><body>" + "".join(links) + "</body></html>").encode(), "text/html")
            do_HEAD = do_GET
            def reply(self, body, kind):
                self.send_response(200)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                if self.command == "GET": self.wfile.write(body)
            def log_message(self, *arguments): pass

        server = http.server.ThreadingHTTPServer(("127.0.0.1", int(sys.argv[3])), Handler)
        server.daemon_threads = True
        print("listening", flush=True)
        server.serve_forever()
        """
}
