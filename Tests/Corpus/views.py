"""The views of a log: the same log as a person or the API hands it over: other line ends, escapes, quoting, wraps, or a part of it missing.

Each is a function from text to bytes; `LOSSLESS` ones must give the whole answer, of the others (`LOSSY`) the answer must stay exact and honest.
"""

import html
import json
import re


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
    "commented": lambda t: each(t, lambda n, l: "# " + l),
    # As Python shows the stream's lines, which are bytes.
    "events-as-bytes": lambda t: "\n".join(repr(line) for line in sse(t).split(b"\n")).encode(),
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
    # A terminal's window, copied whole.
    "wrapped-filled": lambda t: "\n".join(l.ljust(110) for l in wrapped(t, 110)).encode(),
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
