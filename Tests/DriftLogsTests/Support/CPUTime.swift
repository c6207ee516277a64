import Foundation

/// Processor time of the calling thread, which a busy machine does not change as it changes the wall clock.
enum CPUTime {
    /// Nanoseconds that `body` took, the least of `runs`.
    static func least(of runs: Int, _ body: () -> Void) -> Double {
        (0..<runs).map { _ in
            let begin = now
            body()
            return now - begin
        }.min() ?? 0
    }

    private static var now: Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) * 1e9 + Double(time.tv_nsec)
    }
}
