internal import DriftCore

extension CaptureReader {
    static func merging(freeze bytes: [UInt8], into reading: EnvironmentReading) -> EnvironmentReading { reading }
}
