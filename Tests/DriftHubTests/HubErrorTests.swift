import Testing

@testable import DriftHub

@Suite("Hub errors")
struct HubErrorTests {
    @Test("No answer is worth another try")
    func transient() {
        #expect(HubError.unreachable(url: "https://huggingface.co", reason: "refused").isTransient)
    }

    @Test("an app's own login is told from a Space that is private")
    func ownLogin() {
        func refusal(_ words: String?) -> HubRefusal {
            HubRefusal(status: 401, method: "GET", url: "https://ada-demo.hf.space/config", words: words, hadToken: false)
        }
        #expect(refusal("Not authenticated").message.contains("a login of its own"))
        #expect(refusal("Not authenticated").hint.contains("auth="))
        #expect(!refusal("Not authenticated").isMissing)
        #expect(refusal(nil).isMissing)
        #expect(refusal("Invalid username or password.").isMissing)
    }

    @Test(
        "what Gradio says of a missing login is heard, in the wording of each release",
        arguments: [#"{"detail":"Not authenticated"}"#, #"{"detail":{"error":"Not authenticated","auth_message":null}}"#]
    )
    func loginWords(body: String) {
        let answer = HubAnswer(status: 401, headers: ["content-type": "application/json"], body: Array(body.utf8), url: "http://a")
        #expect(ServerWords.text(answer, token: nil) == "Not authenticated")
    }
}
