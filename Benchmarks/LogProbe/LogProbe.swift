import DriftCore
import DriftLogs

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The log reader as a process of its own, without the command line around it, for `Benchmarks/run`.
///
///     LogProbe read FILE                  one log as `driftd parse` reads it; - is standard input
///     LogProbe read-each DIR [WORKERS]    every log of a directory as a Space of its own, on all cores
///     LogProbe triage-each DIR [WORKERS]  the same with a verdict on each
///     LogProbe show DIR                   the reading of each of a directory's Spaces (their logs in a directory each) and its verdict, as JSON
///
/// Prints `bytes 200022534 seconds 0.2 packages 92`, or what there is to show; exit 2: not readable.
@main
enum LogProbe {
    static func main() {
        let arguments = CommandLine.arguments.dropFirst()
        guard let mode = arguments.first, let path = arguments.dropFirst().first else { exit(64) }
        if mode == "show" { return show(path) }
        let workers = arguments.dropFirst(2).first.flatMap { Int($0) } ?? ProcessInfo.processInfo.activeProcessorCount
        let begin = ContinuousClock.now
        let (bytes, packages) =
            switch mode {
            case "read": read(path)
            case "read-each": readEach(path, workers) { LogReader.read([$0]).packages.count }
            case "triage-each": readEach(path, workers, triage)
            default: exit(64)
            }
        let seconds = Double((ContinuousClock.now - begin) / .microseconds(1)) / 1e6
        print("bytes \(bytes) seconds \(seconds) packages \(packages)")
    }

    private static func read(_ path: String) -> (bytes: Int, packages: Int) {
        var reader = LogReader()
        let bytes = LogFile.stream(path) { reader.consume($0) }
        reader.endLog()
        return (bytes, reader.finish().packages.count)
    }

    private static func readEach(
        _ directory: String,
        _ workers: Int,
        _ count: @Sendable ([UInt8]) -> Int
    ) -> (bytes: Int, packages: Int) {
        let found = ParallelReading.map(LogFile.names(in: directory), width: workers) { name in
            let log = LogFile.content("\(directory)/\(name)")
            return (bytes: log.count, packages: count(log))
        }
        return found.reduce((0, 0)) { ($0.0 + $1.bytes, $0.1 + $1.packages) }
    }

    @Sendable
    private static func triage(_ log: [UInt8]) -> Int {
        Triage.verdict(on: [PrintedLog.text(of: log)], reading: LogReader.read([log]), space: nil).evidence.count
    }

    /// One line a Space: whether two versions of the reader say the same.
    private static func show(_ directory: String) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let lines = ParallelReading.map(LogFile.names(in: directory), width: ProcessInfo.processInfo.activeProcessorCount) { space in
            let logs = LogFile.names(in: "\(directory)/\(space)").map { LogFile.content("\(directory)/\(space)/\($0)") }
            let reading = LogReader.read(logs)
            let verdict = Triage.verdict(on: logs.map(PrintedLog.text), reading: reading, space: nil)
            guard let shown = try? [encoder.encode(reading), encoder.encode(verdict)] else { exit(2) }
            return ([space] + shown.map { String(decoding: $0, as: UTF8.self) }).joined(separator: "\t")
        }
        for line in lines { print(line) }
    }
}
