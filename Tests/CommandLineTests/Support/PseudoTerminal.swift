/// A terminal of a command's own, for what is shown on one alone.
enum PseudoTerminal {
    static let file = "terminal.py"

    /// `python3 terminal.py stdout 80 driftd …` runs the command with that stream on a terminal that is so many columns wide, and prints what
    /// arrived there.
    static let script = """
        import fcntl, os, pty, struct, subprocess, sys, termios
        master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 40, int(sys.argv[2]), 0, 0))
        streams = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, sys.argv[1]: slave}
        process = subprocess.Popen(sys.argv[3:], **streams)
        os.close(slave)
        seen = b""
        while True:
            try:
                piece = os.read(master, 65536)
            except OSError:
                break
            if not piece:
                break
            seen += piece
        process.wait()
        sys.stdout.buffer.write(seen)
        sys.exit(process.returncode)
        """
}
