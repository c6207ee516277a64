import DriftCore
import DriftLogs
import Foundation

/// `LogProbe FILE`: reads a log from its file as `driftd parse` does, in a process of its own, and says what that took.
@main
enum LogProbe {
    static func main() {
        let path = CommandLine.arguments.dropFirst().first ?? "-"
        let begin = ContinuousClock.now
        var reader = LogReader()
        let descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY)
        guard descriptor >= 0 else { exit(2) }
        var total = 0
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 1)
        while true {
            let count = Foundation.read(descriptor, buffer.baseAddress, buffer.count)
            guard count > 0 else { break }
            total += count
            reader.consume(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        }
        reader.endLog()
        let reading = reader.finish()
        let seconds = Double((ContinuousClock.now - begin) / .milliseconds(1)) / 1000
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        print(
            "bytes \(total) seconds \(seconds) GB/s \(Double(total) / 1e9 / seconds) residentKiB \(usage.ru_maxrss) packages \(reading.packages.count) builds \(reading.builds.count)"
        )
    }
}
