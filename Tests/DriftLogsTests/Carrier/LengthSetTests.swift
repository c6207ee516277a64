import Testing

@testable import DriftLogs

@Suite struct LengthSetTests {
    @Test("holds what a set of numbers holds, up to the longest that it tells apart")
    func lengths() {
        var (lengths, numbers) = (LengthSet(), Set<Int>())
        #expect(lengths.max == nil)
        #expect(lengths.count(above: 0) == 0)
        for length in [0, 63, 64, 80, 80, 200, 1_022] {
            lengths.insert(length)
            numbers.insert(length)
            #expect(lengths.max == numbers.max())
            for limit in [0, 1, 63, 64, 65, 80, 81, 1_022, 1_023, 5_000] {
                #expect(lengths.max(below: limit) == numbers.filter { $0 < limit }.max())
                #expect(lengths.count(above: limit) == numbers.count(where: { $0 > limit }))
            }
        }
        lengths.insert(70_000)
        #expect(lengths.max == 1_023)
        #expect(lengths.count(above: 1_022) == 1)
    }
}
