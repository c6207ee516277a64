import DriftHub
import Testing

@Suite("Hub errors")
struct HubErrorTests {
    @Test("No answer is worth another try")
    func transient() {
        #expect(HubError.unreachable(url: "https://huggingface.co", reason: "refused").isTransient)
    }
}
