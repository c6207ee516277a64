#!/usr/bin/env python3
"""Scores a log reader against the corpus: is what it says exact, and does it admit what it cannot know?

    Tests/Corpus/score.py --cmd 'driftd parse {logs} --json'           all cases, all views
    Tests/Corpus/score.py --cmd '…' --case 'uv-*' --view plain,sse     some of them
    Tests/Corpus/score.py --cmd '…' --misses                           every miss with its reasons

{logs} becomes `--log A --log B …`. A view is the same log as a person or the API hands it over: other line ends, escapes,
quoting, or a part of it missing. A view passes if the answer is

- exact: each version claimed is the one in freeze.txt, nothing is claimed that is not there;
- traceable: the line that each package's evidence names really names the package;
- honest: `complete` is not true while a package of freeze.txt is missing or without version and source (untouched packages of the base
  image excepted), nor where the case says that the logs cannot tell;
- and, where nothing was lost from the logs and the case says that they show everything, complete: every package is there and
  `complete` is true. Python and direct sources have to be right too where they are given.
"""

import argparse
import concurrent.futures
import fnmatch
import html
import json
import os
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile

# `pip freeze` without --all leaves these out, and a reader may name them as installers instead.
INSTALLERS = {"pip", "setuptools", "wheel", "distribute"}
HERE = pathlib.Path(__file__).resolve().parent


# Views: text -> bytes. `lossless` ones must give the whole answer, the others must stay exact and honest.

def sse(text):
    """The API's event stream: one event a line, step endings carry their newline, a keep-alive now and then."""
    out, second = [], 0
    for number, line in enumerate(text.split("\n")):
        second += 1
        if line == "" and number:
            continue
        data = line + "\n" if re.match(r"(DONE \d|CACHED$|=====)", line) else line
        if data.startswith("--> ERROR"):
            data = "\n" + data + "\n"
        stamp = f"2026-03-04T10:{second // 60 % 60:02d}:{second % 60:02d}.{number % 1000:03d}Z"
        out.append("data: " + json.dumps({"data": data, "timestamp": stamp}, ensure_ascii=False, separators=(",", ":")) + "\n\n")
        if number % 40 == 39:
            out.append(": keep-alive\n\n")
    return "".join(out).encode()


def ansi(text):
    """A terminal's copy: coloured words, a progress bar that was redrawn."""
    lines = []
    for line in text.split("\n"):
        if line.startswith("Successfully installed"):
            line = f"\x1b[1m\x1b[32m{line}\x1b[0m"
        elif line.startswith(("WARNING", "ERROR", "--> ")):
            line = f"\x1b[33m{line}\x1b[0m"
        elif re.match(r" [+~-] ", line):
            line = f" \x1b[32m{line[1]}\x1b[39m \x1b[1m{line[3:].split('==')[0]}\x1b[0m\x1b[2m{line[3 + len(line[3:].split('==')[0]):]}\x1b[0m"
        elif "━━" in line:
            line = "\r\x1b[2K     \x1b[91m━━\x1b[0m 0.1/9.9 MB\r\x1b[2K" + line
        lines.append(line)
    return "\n".join(lines).encode()


def collapsed(text):
    """Blank lines lost, tabs turned into spaces, trailing spaces gone."""
    return ("\n".join(l.replace("\t", "    ").rstrip() for l in text.split("\n") if l.strip()) + "\n").encode()


def doubled(text):
    return "\n".join(l + "\n" for l in text.split("\n")).encode()


def events_of_several_lines(text):
    """Up to four lines an event, and no times: what a client that came late gets."""
    lines = text.split("\n")
    out = [": connected\n\n"]
    for begin in range(0, len(lines), 4):
        data = "\n".join(lines[begin:begin + 4]) + ("\n" if begin % 8 == 0 else "")
        out.append("data: " + json.dumps({"data": data, "timestamp": None}, ensure_ascii=False, separators=(",", ":")) + "\n\n")
    return "".join(out).encode()


def each(text, change):
    return "\n".join(change(n, l) for n, l in enumerate(text.split("\n"))).encode()


def pods(text):
    return "\n".join(f"x7k2p 2026-03-04T10:00:{n % 60:02d}.{n % 1000:03d}Z {l}" for n, l in enumerate(text.split("\n"))).encode()


def cut(text, begin, end):
    lines = text.split("\n")
    return "\n".join(lines[int(len(lines) * begin):int(len(lines) * end)]).encode()


def homeless(view, text):
    """Lines (from 1) of the view whose step header is gone: what they install, and where, cannot be known."""
    lines = text.split("\n")
    first = 0
    if view == "no-step-header":
        headers = [n for n, l in enumerate(lines) if re.match(r"--> RUN ", l)]
        first = headers[-1] if headers else 0
        del lines[first:first + 1]
    elif "head-cut" in view or view == "events-lost":
        lines = LOSSY[view](text).decode().split("\n")
    else:
        return range(0)
    end = next((n for n in range(first, len(lines)) if any(head in lines[n] for head in ("--> RUN ", "--> COPY ", "--> Pushing"))), len(lines))
    return range(first + 1, end + 1)


LOSSLESS = {
    "plain": lambda t: t.encode(),
    "crlf": lambda t: t.replace("\n", "\r\n").encode(),
    "sse": sse,
    "ansi": ansi,
    "collapsed": collapsed,
    "doubled": doubled,
    "quoted": lambda t: "\n".join("> " + l for l in t.split("\n")).encode(),
    "indented": lambda t: "\n".join("    " + l for l in t.split("\n")).encode(),
    "html": lambda t: html.escape(t, quote=True).encode(),
    "pods": pods,
    "bom": lambda t: b"\xef\xbb\xbf" + t.encode(),
    "utf16": lambda t: t.encode("utf-16"),
    # A carriage return alone ends each line; escaped twice; numbered; with a service's name and a time; as a container runtime keeps it.
    "returns": lambda t: t.replace("\n", "\r").encode(),
    "html-twice": lambda t: html.escape(html.escape(t, quote=True), quote=True).encode(),
    "numbered": lambda t: "\n".join(f"{n:6d}\t{l}" for n, l in enumerate(t.split("\n"), 1)).encode(),
    "services": lambda t: "\n".join(f"space-1  | [2026-03-04T10:00:{n % 60:02d}.{n % 1000:03d}Z] {l}" for n, l in enumerate(t.split("\n"))).encode(),
    "runtime": lambda t: "\n".join(f"2026-03-04T12:00:{n % 60:02d}.{n % 1000:03d}+02:00 stdout F {l}" for n, l in enumerate(t.split("\n"))).encode(),
    "objects": lambda t: "\n".join(json.dumps({"log": l + "\n", "stream": "stdout", "time": "2026-03-04T10:00:00.000Z"}) for l in t.split("\n")).encode(),
    # Nothing is set in from the margin any more.
    "trimmed": lambda t: each(t, lambda n, l: l.strip()),
    "fenced": lambda t: ("Build logs:\n\n```\n" + t + "\n```\n").encode(),
    # Two things at once.
    "quoted-ansi": lambda t: each(ansi(t).decode(), lambda n, l: "> " + l),
    "pods-crlf": lambda t: pods(t).replace(b"\n", b"\r\n"),
    "html-quoted": lambda t: each(t, lambda n, l: html.escape("> " + l, quote=True)),
    "events-of-several-lines": events_of_several_lines,
    "utf16-crlf": lambda t: t.replace("\n", "\r\n").encode("utf-16"),
    "numbered-ansi": lambda t: each(ansi(t).decode(), lambda n, l: f"{n + 1:6d}  {l}"),
}
LOSSY = {
    # Nothing is lost, but the line ends no longer tell where a line ended.
    "wrapped": lambda t: "\n".join(wrapped(t, 120)).encode(),
    "wrapped-60": lambda t: "\n".join(wrapped(t, 60)).encode(),
    "wrapped-80": lambda t: "\n".join(wrapped(t, 80)).encode(),
    "wrapped-100": lambda t: "\n".join(wrapped(t, 100)).encode(),
    "quoted-wrapped": lambda t: "\n".join("> " + l for l in wrapped(t, 97)).encode(),
    "pods-wrapped": lambda t: "\n".join(wrapped(pods(t).decode(), 110)).encode(),
    **{f"wrapped-at-spaces-{width}": lambda t, width=width: wrapped_at_spaces(t, width).encode() for width in (72, 80, 100, 120)},
    "folded": lambda t: wrapped_at_spaces(t, 80, keeps=True).encode(),
    "quoted-wrapped-at-spaces": lambda t: each(wrapped_at_spaces(t, 76), lambda n, l: "> " + l),
    "html-wrapped": lambda t: html.escape("\n".join(wrapped(t, 100)), quote=True).encode(),
    "quoted-ansi-head-cut": lambda t: each(ansi(cut(t, 0.5, 1).decode()).decode(), lambda n, l: "> " + l),
    "events-lost": lambda t: cut(sse(t).decode(), 0.4, 1),
    "head-cut": lambda t: cut(t, 0.35, 1),
    "head-cut-deep": lambda t: cut(t, 0.7, 1),
    "tail-cut": lambda t: cut(t, 0, 0.6),
    "tail-cut-late": lambda t: cut(t, 0, 0.9),
    "no-install-line": lambda t: lost(t, r"^(Successfully installed|Installed \d+ package| \+ )"),
    "no-step-header": lambda t: lost(t, r"^--> RUN "),
}


def wrapped(text, width):
    """Cut at `width` characters, wherever that is."""
    return [l[i:i + width] for l in text.split("\n") for i in range(0, max(len(l), 1), width)]


def wrapped_at_spaces(text, width, keeps=False):
    """Cut at the last space that leaves at most `width` characters, as mail clients and editors do: the space is gone, or stays at the
    end (`fold -s`). A longer word stands alone, or is cut where the line is full (`fold -s`)."""
    lines = []
    for line in text.split("\n"):
        while len(line) > width:
            margin = len(line) - len(line.lstrip())
            at = line.rfind(" ", margin, width if keeps else width + 1)
            if at <= margin and keeps:
                lines.append(line[:width])
                line = line[width:]
                continue
            at = at if at > margin else line.find(" ", width)
            if at < 0:
                break
            lines.append(line[:at + 1 if keeps else at])
            line = line[at + 1:]
        lines.append(line)
    return "\n".join(lines)


def lost(text, pattern):
    """Without the last line that matches."""
    lines = text.split("\n")
    found = [n for n, l in enumerate(lines) if re.match(pattern, l)]
    if found:
        del lines[found[-1]]
    return "\n".join(lines).encode()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cmd", required=True)
    parser.add_argument("--case", default="*")
    parser.add_argument("--view", default="")
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--least", type=float, default=0, help="fail below this percentage")
    arguments = parser.parse_args()
    views = {**LOSSLESS, **LOSSY}
    chosen = [v for v in views if not arguments.view or v in arguments.view.split(",")]
    cases = [d for d in sorted((HERE / "cases").iterdir()) if (d / "case.json").exists() and fnmatch.fnmatch(d.name, arguments.case)]
    with tempfile.TemporaryDirectory() as work, concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        jobs = {(c.name, v): pool.submit(attempt, arguments.cmd, c, v, views[v], pathlib.Path(work)) for c in cases for v in chosen}
        misses = {key: job.result() for key, job in jobs.items() if job.result()}
    if arguments.misses:
        for (case, view), reasons in misses.items():
            print(f"{case} [{view}]")
            for reason in reasons:
                print(f"    {reason}")
    else:
        for case in cases:
            failing = [v for v in chosen if (case.name, v) in misses]
            if failing:
                print(f"{case.name}: {', '.join(failing)}\n    {misses[case.name, failing[0]][0]}")
    print()
    for view in chosen:
        passed = sum((c.name, view) not in misses for c in cases)
        print(f"{view:16} {passed:4} of {len(cases)}  {100 * passed / max(1, len(cases)):5.1f} %")
    total = len(cases) * len(chosen)
    share = 100 * (total - len(misses)) / max(1, total)
    print(f"{'all':16} {total - len(misses):4} of {total}  {share:5.1f} %")
    sys.exit(0 if share >= arguments.least else 1)


def attempt(command, case, view, transform, work):
    """The reasons why this view does not pass; empty if it does."""
    details = json.loads((case / "case.json").read_text())
    texts = [(case / name).read_text() for name in details["logs"]]
    arguments = []
    for number, text in enumerate(texts):
        # What is cut is cut from the last build log: what came before is whole.
        last = number == max((n for n, name in enumerate(details["logs"]) if name.startswith("build")), default=0)
        path = work / f"{case.name}.{view}.{number}.log"
        path.write_bytes(transform(text) if view in LOSSLESS or last else text.encode())
        arguments += ["--log", str(path)]
    filled = [word for part in shlex.split(command) for word in (arguments if part == "{logs}" else [part])]
    try:
        done = subprocess.run(filled, capture_output=True, timeout=60)
    except subprocess.TimeoutExpired:
        return ["no answer within 60 s"]
    if done.returncode:
        return [f"exit {done.returncode}: {done.stderr.decode(errors='replace').strip()[:300]}"]
    try:
        answer = json.loads(done.stdout)
    except ValueError as error:
        return [f"not JSON: {error}"]
    truth = truth_of((case / "freeze.txt").read_text())
    unchanged = all((work / f"{case.name}.{view}.{n}.log").read_bytes() == t.encode() for n, t in enumerate(texts))
    newest = max(n for n, name in enumerate(details["logs"]) if name.startswith("build"))
    # A cut newest build is no succeeded one: what an answer says then is the state of an earlier build.
    several = sum(t.count("===== Build Queued at") for t in texts) > 1
    excused = {} if unchanged else {newest: homeless(view, texts[newest])}
    reasons = judged(answer, truth, details, view in LOSSLESS or unchanged, excused, view.startswith("tail-cut") and (several or not unchanged), several)
    return reasons + untraceable(answer, [(work / f"{case.name}.{view}.{n}.log").read_bytes() for n in range(len(texts))], "wrapped" in view)


def untraceable(answer, logs, is_wrapped):
    """Evidence that names a line which does not name its package; a wrap may have left a part of the name to the next line, and of a step to several."""
    lines, reasons = [], []
    for log in logs:
        text = log.decode("utf-16") if log[:2] in (b"\xff\xfe", b"\xfe\xff") else log.decode(errors="replace")
        lines.append(text.split("\n" if "\n" in text else "\r"))
    for package in answer.get("packages", []):
        evidence = package.get("evidence") or {}
        if evidence.get("log") is None:
            continue
        begin = (evidence.get("line") or 0) - 1
        reach = 1 if not is_wrapped else 40 if evidence.get("kind") == "none" else 2
        text = "".join(l.removeprefix("> ") for l in lines[evidence["log"]][max(begin, 0):begin + reach])
        if key(package["name"]) not in key(text):
            reasons.append(f"evidence: {package['name']} is not in line {begin + 1}: {text[:80]}")
    return reasons


def judged(answer, truth, details, lossless, excused, cut_short, several):
    reasons = []
    base = {key(line.split("==")[0]) for line in details["base"]}
    claimed = {key(p["name"]): p for p in answer.get("packages", [])}
    doubtful = {key(n) for n in details["doubtful"]}
    for name, package in sorted(claimed.items()):
        evidence = package.get("evidence") or {}
        if package.get("version") is None or name in doubtful or evidence.get("line") in excused.get(evidence.get("log"), range(0)):
            continue
        if not cut_short and name not in truth:
            reasons.append(f"wrong: {name} {package['version']} claimed, is not there {where(package)}")
        elif not cut_short and not same(package["version"], truth[name][0]):
            reasons.append(f"wrong: {name} {package['version']} claimed, is {truth[name][0]} {where(package)}")
        elif lossless and details["complete"] is not None and not same_source(package.get("source"), truth[name][1]):
            reasons.append(f"source: {name} from {package.get('source')}, is {truth[name][1]}")
    missing = sorted(n for n in truth if n not in base and n not in INSTALLERS and (n not in claimed or claimed[n].get("version") is None and not claimed[n].get("source")))
    foreign = sorted(doubtful & set(claimed) - set(truth))
    differing = any(n in truth and p.get("version") and not same(p["version"], truth[n][0]) for n, p in claimed.items())
    if answer.get("complete") and not (cut_short and several):
        if foreign:
            reasons.append(f"dishonest: complete, with {', '.join(foreign)}, which are not there")
        if missing or differing:
            reasons.append(f"dishonest: complete, but without {', '.join(missing) or 'the right versions'}")
        if details["complete"] is False:
            reasons.append("dishonest: complete, though these logs cannot tell")
    if lossless:
        if details["complete"] is True and not answer.get("complete"):
            gaps = "; ".join(f"{g.get('reason')} at {g.get('line')}" for g in answer.get("gaps", [])[:3])
            reasons.append(f"timid: not complete, though the logs show everything ({gaps or 'no gap given'})")
        if details["complete"] is True and missing:
            reasons.append(f"missing: {', '.join(missing)}")
        for name in details["absent"]:
            if key(name) in claimed and key(name) not in truth:
                reasons.append(f"absent: {name} is listed, is not installed")
        python = answer.get("python")
        if python and details["python"] and details["python"].split(".")[:len(python.split("."))] != python.split("."):
            reasons.append(f"python: {python}, is {details['python']}")
    for name in details["unknown"]:
        if claimed.get(key(name), {}).get("version") and key(name) not in truth:
            reasons.append(f"unknown: {name} claimed as {claimed[key(name)]['version']}")
    return reasons


def where(package):
    evidence = package.get("evidence") or {}
    return f"({evidence.get('kind')}, log {evidence.get('log')} line {evidence.get('line')})"


def truth_of(freeze):
    """name -> (version or None, source or None) of a `pip freeze --all`."""
    packages, editable = {}, None
    for line in freeze.splitlines():
        line = line.strip()
        if found := re.match(r"# Editable .*\((\S+)==(\S+?)[,)]", line):
            editable = found
        elif line.startswith("-e ") and editable:
            packages[key(editable[1])] = (editable[2], "editable")
            editable = None
        elif found := re.search(r"#egg=([\w.-]+)", line) if line.startswith("-e ") else None:
            packages[key(found[1])] = (None, "editable")
        elif line.startswith("-e "):
            packages[key(os.path.basename(line[3:].rstrip("/")))] = (None, "editable")
        elif found := re.match(r"([\w.-]+)(?:\[[^\]]*\])? ?@ ?(\S+)", line):
            packages[key(found[1])] = (None, found[2])
        elif found := re.match(r"([\w.-]+)===?(\S+)", line):
            packages[key(found[1])] = (found[2], None)
    return packages


def key(name):
    return re.sub(r"[-_.]+", "-", name).lower()


def same(claimed, true):
    """Equal as versions; a direct source has none in a freeze, so any will do."""
    return true is None or canonical(claimed) == canonical(true)


def canonical(version):
    text = version.lower().lstrip("v").replace("_", "-")
    text = re.sub(r"[-.]?(alpha|beta|a|b|c|rc|pre|preview)[-.]?(\d+)", lambda m: {"alpha": "a", "beta": "b", "c": "rc", "pre": "rc", "preview": "rc"}.get(m[1], m[1]) + m[2], text)
    text = re.sub(r"[-.]?(post|dev)[-.]?(\d*)", lambda m: f".{m[1]}{m[2] or 0}", text)
    release, plus, local = text.partition("+")
    return re.sub(r"(\.0)+$", "", release) + plus + re.sub(r"[-_.]", ".", local)


def same_source(claimed, true):
    """A freeze's own spelling, or none claimed for a plain release; local directories and editable installs are spelled in several ways."""
    if true is None:
        return claimed is None
    if true == "editable" or true.startswith("file:"):
        return True
    if claimed is None:
        return False
    bare = lambda url: url.split("#")[0].removeprefix("git+").replace(".git@", "@")
    return bare(str(claimed)) == bare(true)


if __name__ == "__main__":
    main()
