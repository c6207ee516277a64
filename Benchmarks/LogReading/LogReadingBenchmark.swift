import Benchmark
import DriftCore
import DriftLogs
import Foundation

/// `Benchmarks/run` makes the logs and names their directory.
private let directory = ProcessInfo.processInfo.environment["DRIFTD_BENCHMARK_LOGS"] ?? ".build-bench/logs"

private func content(_ name: String) -> [UInt8] {
    FileManager.default.contents(atPath: "\(directory)/\(name)").map(Array.init) ?? []
}

let benchmarks: @Sendable () -> Void = {
    Benchmark.defaultConfiguration = .init(
        metrics: [.wallClock, .cpuTotal, .peakMemoryResident, .throughput],
        warmupIterations: 1,
        maxDuration: .seconds(10),
        maxIterations: 10
    )

    Benchmark("Read a log of 200 MB that is in memory") { benchmark in
        let log = content("all.log")
        benchmark.startMeasurement()
        var reader = LogReader()
        log.withUnsafeBytes { reader.consume($0) }
        reader.endLog()
        blackHole(reader.finish())
        benchmark.stopMeasurement()
    }

    Benchmark("Read 100 logs of 100 kB, one after the other") { benchmark in
        let logs = (0..<100).map { content(String(format: "each/%05d.log", $0)) }
        benchmark.startMeasurement()
        for log in logs { blackHole(LogReader.read([log])) }
        benchmark.stopMeasurement()
    }

    Benchmark("Triage 100 logs of 100 kB, one after the other") { benchmark in
        let logs = (0..<100).map { content(String(format: "each/%05d.log", $0)) }
        benchmark.startMeasurement()
        for log in logs { blackHole(Triage.verdict(on: [PrintedLog.text(of: log)], reading: LogReader.read([log]), space: nil)) }
        benchmark.stopMeasurement()
    }
}
