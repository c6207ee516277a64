import DriftCore
import Testing

@testable import DriftLogs

/// Logs of which somebody left out a part and said so: what stood before it may be another release by now.
@Suite struct ElidedLogTests {
    private static let first = SampleBuild.pip("six idna", "six-1.15.0", "idna-3.4")
    private static let second = SampleBuild.pip("click", "click-8.1.7")

    @Test("a mark between two steps leaves nothing certain before it")
    func betweenSteps() {
        let versions = SampleBuild.versionsBehindGaps([Self.first + "\n\n… 40 lines omitted …", Self.second])
        #expect(versions == ["six": "?", "idna": "?", "click": "8.1.7"])
    }

    @Test("what is found in place behind it is certain again")
    func foundAgain() {
        let again = "RUN pip install six\nRequirement already satisfied: six in /usr/local/lib/python3.11/site-packages (1.15.0)\nDONE 1.0s"
        let versions = SampleBuild.versionsBehindGaps([Self.first + "\n\n[...]", again])
        #expect(versions == ["six": "1.15.0", "idna": "?"])
    }

    @Test("what a step asks for and says behind the mark: it was the step's own chatter")
    func insideOfStep() {
        let versions = SampleBuild.versionsBehindGaps([Self.first, Self.second.replacing("Installing", with: "...\nInstalling")])
        #expect(versions == ["six": "1.15.0", "idna": "3.4", "click": "8.1.7"])
    }

    @Test("a step that is not heard of behind it, and one that installs nothing", arguments: [0, 1])
    func acrossSteps(_ kind: Int) {
        let step = [Self.second.replacing("DONE", with: "(truncated)\nDONE"), "RUN ./prepare\nworking\n<snip>\nDONE 3.0s"][kind]
        let versions = SampleBuild.versionsBehindGaps([Self.first, step])
        #expect(versions["six"] == "?" && versions["idna"] == "?")
    }
}
