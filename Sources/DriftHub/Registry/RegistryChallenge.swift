/// How a registry wants to be asked, from the header of its 401 (RFC 9110 §11.3).
///
///     WWW-Authenticate: Bearer realm="https://huggingface.co/api/registry/token",service="registry.hf.space",scope="repository:a-b:pull"
///     WWW-Authenticate: Basic realm="Registry Realm"
enum RegistryChallenge: Sendable, Hashable {
    /// A token is to be had at `realm`.
    case bearer(realm: String, service: String?)
    case basic

    /// The first challenge that can be answered; several may stand in one header.
    init?(_ header: String) {
        var scanner = ChallengeScanner(header)
        while let (scheme, parameters) = scanner.next() {
            switch scheme {
            case "bearer":
                guard let realm = parameters["realm"] else { continue }
                self = .bearer(realm: realm, service: parameters["service"])
                return
            case "basic":
                self = .basic
                return
            default: continue
            }
        }
        return nil
    }
}

/// `Scheme name=token, name="quoted \"text\"", Scheme …`
private struct ChallengeScanner {
    private var rest: Substring

    init(_ text: String) { rest = text[...] }

    mutating func next() -> (scheme: String, parameters: [String: String])? {
        skip { $0 == " " || $0 == "\t" || $0 == "," }
        let scheme = word()
        if scheme.isEmpty { return nil }
        var parameters: [String: String] = [:]
        while true {
            // What is left of `Negotiate abc==`, a scheme without names.
            skip { $0 == "=" }
            let mark = rest
            skip { $0 == " " || $0 == "\t" || $0 == "," }
            let name = word()
            guard !name.isEmpty, rest.first == "=" else {
                // The next scheme, or the end, or what nobody can read.
                rest = name.isEmpty ? "" : mark
                return (scheme.lowercased(), parameters)
            }
            rest.removeFirst()
            parameters[name.lowercased()] = rest.first == "\"" ? quoted() : word()
        }
    }

    private mutating func skip(_ isSkipped: (Character) -> Bool) { rest = rest.drop(while: isSkipped) }

    private mutating func word() -> String {
        let word = rest.prefix { $0 != " " && $0 != "\t" && $0 != "," && $0 != "=" && $0 != "\"" }
        rest = rest.dropFirst(word.count)
        return String(word)
    }

    private mutating func quoted() -> String {
        rest.removeFirst()
        var text = ""
        while let character = rest.popFirst(), character != "\"" {
            if character == "\\" { rest.popFirst().map { text.append($0) } } else { text.append(character) }
        }
        return text
    }
}
