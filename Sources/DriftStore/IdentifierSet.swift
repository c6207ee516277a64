/// Row ids in one compact blob: sorted, each as its distance from the one before.
///
/// A distance is written in adaptive Golomb-Rice code: the part above `k` bits in unary (ones, ended by a zero), then its `k` low bits,
/// most significant bit first. `k` follows the mean of the latest distances, so that ids that stand close together (the fleet's favourites,
/// stored first) cost 3 or 4 bits and far ones no more than their share: a fifth less than whole-byte varints for 300 of 20,000.
/// An unary part of `escapeLength` ones announces 64 plain bits instead, which bounds what a rare far id costs.
enum IdentifierSet {
    private static let escapeLength = 24

    /// Ids from 0; duplicates stay. The count is not part of the blob.
    static func encode(_ identifiers: [Int64]) -> [UInt8] {
        var writer = BitWriter()
        var mean = RunningMean()
        var previous: Int64 = 0
        for identifier in identifiers.sorted() {
            let distance = UInt64(clamping: identifier - previous)
            previous = identifier
            let quotient = distance >> mean.exponent
            if quotient < escapeLength {
                writer.writeOnes(Int(quotient))
                writer.write(0, width: 1)
                writer.write(distance, width: mean.exponent)
            } else {
                writer.writeOnes(escapeLength)
                writer.write(distance, width: 64)
            }
            mean.add(distance)
        }
        return writer.bytes
    }

    /// The ids in ascending order; `nil` if the blob does not hold `count` of them.
    static func decode(_ bytes: [UInt8], count: Int) -> [Int64]? {
        // Each id takes a bit at least: a count beyond that is damage, and must not reserve memory.
        guard count >= 0, count <= bytes.count * 8 else { return nil }
        var reader = BitReader(bytes: bytes)
        var mean = RunningMean()
        var result: [Int64] = []
        result.reserveCapacity(count)
        var previous: Int64 = 0
        for _ in 0..<count {
            guard let distance = readDistance(&reader, exponent: mean.exponent), let step = Int64(exactly: distance) else { return nil }
            let (identifier, overflow) = previous.addingReportingOverflow(step)
            if overflow { return nil }
            result.append(identifier)
            previous = identifier
            mean.add(distance)
        }
        return result
    }

    private static func readDistance(_ reader: inout BitReader, exponent: Int) -> UInt64? {
        guard let quotient = reader.readOnes(limit: escapeLength) else { return nil }
        if quotient == escapeLength { return reader.read(width: 64) }
        guard let low = reader.read(width: exponent) else { return nil }
        return UInt64(quotient) << exponent | low
    }
}

/// The mean of the latest distances, the older ones fading; encoder and decoder keep the same.
private struct RunningMean {
    private var sum: UInt64 = 16
    private var count: UInt64 = 1

    /// The `k` with `2^k` about the mean: the best Golomb-Rice parameter for a geometric distribution.
    var exponent: Int {
        let mean = sum / count
        return mean < 2 ? 0 : min(40, 63 - mean.leadingZeroBitCount)
    }

    mutating func add(_ distance: UInt64) {
        sum += min(distance, 1 << 40)
        count += 1
        if count == 32 {
            sum /= 2
            count /= 2
        }
    }
}
