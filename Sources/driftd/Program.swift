import ArgumentParser
import DriftEngine
import Foundation

/// The entry point: parses the command line, runs the command, and turns every failure into two lines and an exit code.
@main
enum Program {
    static func main() async {
        occupyClosedStreams()
        // A reader that went away (`driftd diff … | head -1`) is not a failure: `write` says so, and the output ends quietly.
        signal(SIGPIPE, SIG_IGN)
        // A file that may not grow (`ulimit -f`) is a write error like a full disk, not a death half-way.
        signal(SIGXFSZ, SIG_IGN)
        do {
            let arguments = Array(CommandLine.arguments.dropFirst())
            try UsageMessage.checkCommand(in: arguments)
            var command = try Driftd.parseAsRoot()
            if let empty = EmptyArgument(in: arguments) { throw empty }
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch {
            exit(report(error))
        }
    }

    /// A standard stream that was closed (`>&-`) would be the first file that is opened, and what is printed would go into that.
    private static func occupyClosedStreams() {
        for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] where fcntl(descriptor, F_GETFD) == -1 {
            // It takes the lowest free number. Opened the wrong way round, it fails as the closed one would have.
            _ = open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY)
        }
    }

    /// Prints what there is to say about `error` and gives the exit code.
    private static func report(_ error: any Error) -> Int32 {
        let console = Console.plain
        switch error {
        case let code as ExitCode:
            return code.rawValue
        case let failure as any ExplainedError:
            console.fail(message: failure.message, hint: failure.hint)
            return ExitStatus.code(for: failure.kind)
        case is CancellationError:
            console.fail(message: "interrupted", hint: "what was stored stays; run the command again to go on")
            return ExitStatus.failed
        default:
            break
        }
        let status = Driftd.exitCode(for: error).rawValue
        if status == 0 {
            // `--help`, `--version`, `driftd help`: what was asked for.
            return console.writeLast(UsageMessage.wrapped(Driftd.fullMessage(for: error)))
        }
        if status == ExitStatus.usage {
            console.fail(message: UsageMessage.text(of: error), hint: UsageMessage.hint(for: error))
            return status
        }
        console.fail(
            message: "unexpected: \(error)",
            hint: "this is a fault of driftd itself: please report it with the command and its input"
        )
        return ExitStatus.failed
    }
}
