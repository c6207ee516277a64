import DriftTesting
import Testing

@testable import DriftHub

@Suite("What the environment's variables say of the Hub")
struct HubConfigurationTests {
    private let token = "hf_" + String(repeating: "a", count: 30)

    @Test("The token comes from HF_TOKEN, then HUGGING_FACE_HUB_TOKEN, then the file of the official client")
    func order() throws {
        let scratch = try ScratchDirectory()
        try scratch.write("fromFile\n", to: "home/.cache/huggingface/token")
        try scratch.write(" fromHome \n", to: "hf/token")
        try scratch.write("fromPath", to: "elsewhere")
        var variables = ["HOME": scratch.path + "/home"]
        func header() throws -> String? { try HubConfiguration(variables: variables).token?.authorization }
        #expect(try header() == "Bearer fromFile")
        variables["XDG_CACHE_HOME"] = scratch.path + "/nowhere"
        #expect(try header() == nil)
        variables["HF_HOME"] = scratch.path + "/hf"
        #expect(try header() == "Bearer fromHome")
        variables["HF_TOKEN_PATH"] = scratch.path + "/elsewhere"
        #expect(try header() == "Bearer fromPath")
        variables["HUGGING_FACE_HUB_TOKEN"] = "old"
        #expect(try header() == "Bearer old")
        variables["HF_TOKEN"] = "new"
        #expect(try header() == "Bearer new")
        variables["HF_TOKEN"] = " "
        #expect(try header() == "Bearer old")
    }

    @Test("A token that would break the header is refused without being shown")
    func badToken() {
        #expect(throws: HubError.badConfiguration(variable: "HF_TOKEN", reason: "it holds blanks or control characters")) {
            try HubConfiguration(variables: ["HF_TOKEN": "hf_secret\r\nX-Evil: 1"])
        }
    }

    @Test("A token is never shown, however it is printed")
    func redacted() throws {
        let token = try #require(HubToken(token))
        var dumped = ""
        dump(HubConfiguration(token: token), to: &dumped)
        for text in [
            "\(token)", String(reflecting: token), String(describing: Optional(token)), dumped, "\(HubConfiguration(token: token))",
        ] {
            #expect(!text.contains(self.token), "\(text)")
        }
        #expect(token.authorization == "Bearer \(self.token)")
    }

    @Test(
        "The endpoint's slash goes, and what is no address is refused",
        arguments: [("https://hub.example/", "https://hub.example"), ("http://127.0.0.1:8080//", "http://127.0.0.1:8080")]
    )
    func endpoint(text: String, endpoint: String) throws {
        #expect(try HubConfiguration(variables: ["HF_ENDPOINT": text]).endpoint == endpoint)
    }

    @Test("An endpoint that is none", arguments: ["hub.example", "ftp://hub.example", "https://me:secret@hub.example", "https://"])
    func badEndpoint(text: String) {
        #expect(throws: HubError.self) { try HubConfiguration(variables: ["HF_ENDPOINT": text]) }
    }

    @Test("Proxies count by scheme, and NO_PROXY by host, domain and port")
    func proxies() throws {
        let rules = try ProxyRules(variables: [
            "HTTPS_PROXY": "http://me:pass%20word@proxy.example:3128", "http_proxy": "plain.example:81",
            "NO_PROXY": "localhost, .internal.example,10.0.0.1:8080",
        ])
        let proxy = try #require(rules.proxy(scheme: "https", host: "huggingface.co", port: 443))
        #expect((proxy.host, proxy.port, proxy.user, proxy.password) == ("proxy.example", 3128, "me", "pass word"))
        #expect(rules.proxy(scheme: "http", host: "huggingface.co", port: 80)?.host == "plain.example")
        for (host, port) in [("localhost", 443), ("a.internal.example", 443), ("internal.example", 443), ("10.0.0.1", 8080)] {
            #expect(rules.proxy(scheme: "https", host: host, port: port) == nil, "\(host)")
        }
        #expect(rules.proxy(scheme: "https", host: "10.0.0.1", port: 80) != nil)
        #expect(rules.proxy(scheme: "https", host: "notinternal.example", port: 443) != nil)
        #expect(try ProxyRules(variables: ["ALL_PROXY": "http://p:1", "NO_PROXY": "*"]).proxy(scheme: "https", host: "x", port: 1) == nil)
        #expect(throws: HubError.self) { try ProxyRules(variables: ["https_proxy": "socks5://p:1"]) }
    }

    @Test("The budget is read out of both headers")
    func rateLimit() {
        let limit = RateLimit(rateLimit: "\"api\";r=12;t=7", policy: "\"fixed window\";\"api\";q=500;w=300")
        #expect(limit == RateLimit(bucket: "api", remaining: 12, secondsToReset: 7, quota: 500, windowSeconds: 300))
        #expect(RateLimit(rateLimit: "\"resolvers\"; r = 1 ; t = 2", policy: nil)?.bucket == "resolvers")
        for text in ["", "api;r=1;t=2", "\"api\";r=99999999999999999999;t=1"] { #expect(RateLimit(rateLimit: text, policy: nil) == nil) }
    }
}
