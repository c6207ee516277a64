import DriftCore
import Foundation
import Testing

@testable import DriftHub

@Suite("The grammar of registries")
struct RegistryGrammarTests {
    @Test("challenges as registries put them")
    func challenges() {
        let realm = "https://huggingface.co/api/registry/token"
        #expect(
            RegistryChallenge(#"Bearer realm="\#(realm)",service="registry.hf.space",scope="repository:a-b:pull""#)
                == .bearer(realm: realm, service: "registry.hf.space")
        )
        #expect(RegistryChallenge(#"bearer  Realm=\#(realm) , error="a \"quoted\", word""#) == .bearer(realm: realm, service: nil))
        #expect(RegistryChallenge(#"Basic realm="Registry Realm""#) == .basic)
        #expect(RegistryChallenge(#"Negotiate, Digest qop="auth, x", Bearer realm="\#(realm)""#) == .bearer(realm: realm, service: nil))
        #expect(RegistryChallenge(#"Negotiate abc==, Basic realm="x""#) == .basic)
    }

    @Test(
        "what is no challenge is none",
        arguments: ["", "Bearer", "Bearer service=\"x\"", "=", "\"", ",,,", "Bearer realm", "Digest a=\"b", "\\"]
    )
    func noChallenges(header: String) { #expect(RegistryChallenge(header) == nil) }

    private func space(_ name: String, subdomain: String? = nil) throws -> HubSpace {
        var fields = ["id": name]
        fields["subdomain"] = subdomain
        return try JSONDecoder().decode(HubSpace.self, from: JSONEncoder().encode(fields))
    }

    @Test("the Hub's word for the host names the image; else the Space's own name")
    func references() throws {
        let told = try #require(
            ImageReference(registry: "https://registry.hf.space", space: space("A/b", subdomain: "a-very-long-name-1f3c9aa"))
        )
        #expect(told.description == "registry.hf.space/a-very-long-name-1f3c9aa:latest" && told.naming == .subdomain)
        let derived = try #require(ImageReference(registry: "https://registry.hf.space", space: space("Ada_L/Tides.v2")))
        #expect(derived.description == "registry.hf.space/ada-l-tides-v2:latest" && derived.naming == .name)
        for hostile in [
            "../../etc", "a/../b", "A", "a b", "a?b", "a#b", "-a", "a-", "", "a//b", "a%2fb", String(repeating: "a", count: 300),
        ] {
            #expect(try ImageReference(registry: "https://registry.hf.space", space: space("a/b", subdomain: hostile)) == nil, "\(hostile)")
        }
    }

    @Test("only SHA-256 digests, in small letters")
    func digests() {
        let digits = String(repeating: "0a", count: 32)
        #expect(ContentDigest("sha256:\(digits)") != nil)
        for text in [
            "sha256:\(digits.uppercased())", "sha512:\(digits)", digits, "sha256:\(digits)0", "sha256:../\(digits.dropLast(3))", "",
        ] {
            #expect(ContentDigest(text) == nil, "\(text)")
        }
        #expect(ContentDigest(of: []).description == "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    }

    @Test("DRIFTD_REGISTRY names the registry; another Hub than the well-known one has none by itself")
    func configuration() throws {
        #expect(try HubConfiguration(variables: [:]).registry == "https://registry.hf.space")
        #expect(try HubConfiguration(variables: ["HF_ENDPOINT": "https://hub.example.org"]).registry == nil)
        #expect(
            try HubConfiguration(variables: ["DRIFTD_REGISTRY": "images.example.org:5000/"]).registry == "https://images.example.org:5000"
        )
        let loopback = ["HF_ENDPOINT": "http://127.0.0.1:1", "DRIFTD_REGISTRY": "http://127.0.0.1:5000"]
        #expect(try HubConfiguration(variables: loopback).registry == "http://127.0.0.1:5000")
        for text in ["https://user:password@images.example.org", "ftp://images.example.org", "https://", "https://a/b", "a b"] {
            #expect(throws: HubError.self, "\(text)") { try HubConfiguration(variables: ["DRIFTD_REGISTRY": text]) }
        }
    }
}
