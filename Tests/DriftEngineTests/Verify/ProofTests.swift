import DriftCore
import DriftEngine
import DriftTesting
import Foundation
import Testing

@Suite("The proof beside a bundle")
struct ProofTests {
    /// As `docs/JSON-proof.md` has it.
    private static let golden = """
        {
          "asOf" : null,
          "bundle" : "abababababababababababababababababababababababababababababababab",
          "date" : "2026-03-01T12:00:00Z",
          "deviations" : null,
          "differences" : [
            {
              "found" : "2.12.5",
              "name" : "pydantic",
              "original" : "2.13.4",
              "reason" : "pinned, but a later step installed another version"
            }
          ],
          "explanation" : [

          ],
          "extra" : [
            "tzdata"
          ],
          "level" : "replayed",
          "origin" : "log",
          "originalComplete" : true,
          "platformOwned" : [
            {
              "found" : null,
              "name" : "spaces",
              "original" : "0.47.0",
              "reason" : "the platform installs it"
            }
          ],
          "python" : "3.13.0",
          "restored" : 84,
          "result" : "differs",
          "schema" : "driftd.proof/1",
          "shortfall" : null,
          "smoke" : {
            "imported" : true,
            "lines" : [

            ],
            "module" : "app"
          },
          "steps" : [
            "pip install -r requirements.txt spaces"
          ],
          "tools" : [
            {
              "name" : "driftd",
              "version" : "0.1.0"
            },
            {
              "name" : "pip",
              "version" : "26.0.1"
            }
          ],
          "total" : 85,
          "unaccounted" : [

          ],
          "unknown" : [
            "yarl"
          ],
          "untried" : null,
          "wantedPython" : "3.13"
        }

        """

    private var sample: Proof {
        get throws { try JSONDecoder().decode(Proof.self, from: Data(Self.golden.utf8)) }
    }

    @Test("The JSON form is the contract, with unknown facts as null")
    func golden() throws {
        #expect(String(decoding: try ContractJSON.encode(try sample), as: UTF8.self) == Self.golden)
    }

    @Test("The sentence gives the count, what differs and what nobody knows")
    func sentence() throws {
        #expect(
            try sample.sentence
                == "Proof: replayed – installed the way the platform does it (Python 3.13.0, pip 26.0.1): restored 84/85, 1 differs; 1 more of the original in versions that nobody saw."
        )
    }

    @Test("Where the original is not known in full, the sentence says so")
    func incomplete() throws {
        var sample = try sample
        (sample.isOriginalComplete, sample.differences, sample.result, sample.unknown) = (false, [], .restored, [])
        let end = ": restored 84/85; it may have had others, since its evidence is incomplete."
        #expect(sample.sentence.hasSuffix(end), "\(sample.sentence)")
        sample.isOriginalComplete = nil
        #expect(sample.sentence.hasSuffix(": restored 84/85."))
    }

    @Test("A proof from before the resolver's untried packages were told is read")
    func older() throws {
        let text = Self.golden.replacing("  \"untried\" : null,\n", with: "").replacing("  \"deviations\" : null,\n", with: "")
        #expect(text != Self.golden)
        #expect(try JSONDecoder().decode(Proof.self, from: Data(text.utf8)).untried == nil)
    }

    @Test("A proof counts for its own bundle only; what cannot be read is said")
    func stale() throws {
        let scratch = try ScratchDirectory()
        let sample = try sample
        let bundle = scratch.path + "/b.tar.zst"
        #expect(ProofFile.read(besideBundle: bundle, digest: sample.bundle) == .none)
        try ProofFile.write(sample, besideBundle: bundle)
        #expect(ProofFile.read(besideBundle: bundle, digest: sample.bundle) == .proof(sample))
        let path = bundle + ".proof.json"
        let other = ProofFile.read(besideBundle: bundle, digest: "00")
        #expect(other == .unusable(path: path, reason: "it is the proof of another bundle"))
        for text in ["", "[]", "{\"schema\":1}", "\u{0}"] {
            try scratch.write(text, to: "b.tar.zst.proof.json")
            guard case .unusable = ProofFile.read(besideBundle: bundle, digest: sample.bundle) else {
                Issue.record("accepted: \(text)")
                continue
            }
        }
    }
}
