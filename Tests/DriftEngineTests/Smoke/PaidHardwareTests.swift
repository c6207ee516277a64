import DriftCore
import DriftEngine
import Testing

@Suite("Whether paid hardware is the next thing")
struct PaidHardwareTests {
    @Test("only a clean success on a faithful duplicate fulfils the condition")
    func condition() {
        #expect(SmokeReport.paidHardware(after: .succeeded, bucket: nil, []).contains("the condition holds"))
        #expect(SmokeReport.paidHardware(after: .succeeded, bucket: nil, ["/greet is missing"]).hasPrefix("paid GPU: not yet;"))
        #expect(SmokeReport.paidHardware(after: .succeeded, bucket: nil, nil).hasPrefix("paid GPU: not yet known"))
        #expect(SmokeReport.paidHardware(after: .failed, bucket: .interface, []).hasPrefix("paid GPU: not yet;"))
        #expect(SmokeReport.paidHardware(after: .failed, bucket: .quota, []).contains("nothing is known of the app"))
    }
}
