internal import DriftLogs

/// The lines that the owner of a Space adds to its app, so that the run log shows the exact list of its packages.
package struct BeaconScript: Sendable, Hashable, Encodable {
    package let schema = "driftd.beacon/1"
    /// The markers that the list stands between.
    package let begin = Beacon.begin
    package let end = Beacon.end
    /// Python 3.8 or newer; ends with a line end.
    package let code: String

    /// - Parameter freezeFile: what the platform leaves in the images that it builds.
    package init(freezeFile: String = "/pipfreeze/freeze.txt") {
        code = Self.template.replacing("FREEZE_FILE", with: freezeFile)
    }

    private enum CodingKeys: String, CodingKey { case schema, begin, end, code }

    /// One write of the whole list: what other threads print comes before or after it. The checksum tells where it did not.
    /// `sys.path[0]` is the app's own directory, and setuptools puts its vendored copies on the path: neither is installed.
    private static let template = """
        # driftd beacon: prints the installed packages once, so that `driftd parse` can read them from the run log.
        def _driftd_beacon():
            import os, sys
            if os.environ.get("DRIFTD_BEACON"):
                return
            os.environ["DRIFTD_BEACON"] = "printed"
            try:
                import binascii, json, re
                if os.path.isfile("FREEZE_FILE"):
                    with open("FREEZE_FILE", encoding="utf-8") as freeze:
                        lines = freeze.read().splitlines()
                else:
                    from importlib import metadata
                    found = {}
                    for package in metadata.distributions(path=[p for p in sys.path[1:] if not p.endswith("_vendor")]):
                        name, url = package.metadata["Name"], json.loads(package.read_text("direct_url.json") or "{}")
                        if not name or re.sub(r"[-_.]+", "-", name).lower() in found:
                            continue
                        line = ["%s==%s" % (name, package.version)]
                        if url.get("dir_info", {}).get("editable"):
                            line = ["# Editable install with no version control (%s)" % line[0], "-e " + url["url"][7:]]
                        elif url:
                            vcs = url.get("vcs_info", {})
                            line = [name + " @ " + (vcs["vcs"] + "+" if vcs else "") + url["url"] + ("@" + vcs["commit_id"] if vcs else "")]
                            line[0] += "#subdirectory=" + url["subdirectory"] if "subdirectory" in url else ""
                        found[re.sub(r"[-_.]+", "-", name).lower()] = line
                    lines = [text for name in sorted(found) for text in found[name]]
                lines = [re.sub(r"://(?!git@)[^/@\\s]+@", "://", text.strip()) for text in lines]
                lines = [text.encode("ascii", "backslashreplace").decode("ascii") for text in lines]
                lines = [text for text in lines if re.match("[A-Za-z0-9]|-e |# Editable ", text)]
                count = sum(text[0] != "#" for text in lines)
                lines.append("# python %d.%d.%d" % sys.version_info[:3])
                lines.append("# crc32 %08x" % binascii.crc32("\\n".join(lines).encode("ascii")))
                sys.stdout.write("\\n".join(["", "BEGIN_MARKER"] + lines + ["END_MARKER %d =====" % count, ""]))
                sys.stdout.flush()
            except Exception as error:
                try:
                    print("driftd beacon: no list printed (%s)" % type(error).__name__, flush=True)
                except Exception:
                    pass

        _driftd_beacon()

        """.replacing("BEGIN_MARKER", with: Beacon.begin).replacing("END_MARKER", with: Beacon.end)
}
