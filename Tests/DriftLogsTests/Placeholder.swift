import Testing
@testable import DriftLogs

@Suite struct Placeholder {}
