/// What the tools may see of the caller's environment variables: which index to ask and how to reach it, and nothing that changes what a
/// requirement resolves to (`PIP_REQUIRE…`, `PIP_TARGET`, `PIP_CONSTRAINT`, `PYTHONPATH`).
package struct ToolEnvironment: Sendable, Hashable {
    /// The caller's variables.
    private let variables: [String: String]

    package init(_ variables: [String: String]) { self.variables = variables }

    private static let general: Set<String> = [
        "PATH", "HOME", "USER", "LOGNAME", "TMPDIR", "SSL_CERT_FILE", "SSL_CERT_DIR", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "NETRC",
        "http_proxy", "https_proxy", "no_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "ALL_PROXY", "SSH_AUTH_SOCK",
        "GIT_SSH_COMMAND", "GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_SSL_CAINFO", "XDG_CACHE_HOME", "XDG_CONFIG_HOME",
        "LD_LIBRARY_PATH",
    ]
    private static let pip: Set<String> = [
        "INDEX_URL", "EXTRA_INDEX_URL", "FIND_LINKS", "NO_INDEX", "TRUSTED_HOST", "CERT", "CLIENT_CERT", "PROXY", "DEFAULT_TIMEOUT",
        "TIMEOUT", "RETRIES", "CACHE_DIR", "NO_CACHE_DIR", "CONFIG_FILE", "KEYRING_PROVIDER",
    ]
    private static let uv: Set<String> = [
        "INDEX_URL", "DEFAULT_INDEX", "INDEX", "EXTRA_INDEX_URL", "FIND_LINKS", "NO_INDEX", "INSECURE_HOST", "CACHE_DIR", "NO_CACHE",
        "CONFIG_FILE", "NATIVE_TLS", "SYSTEM_CERTS", "KEYRING_PROVIDER", "HTTP_TIMEOUT", "HTTP_CONNECT_TIMEOUT", "HTTP_RETRIES", "OFFLINE",
    ]

    /// Whose settings a program gets: another's are of no use to it, and may hold passwords.
    enum Program: Sendable { case uv, pip, other }

    /// Those that may hold a password, by names that the programs read just as well. pip puts a variable where a requirements file says
    /// `${NAME}` if its name is in capitals, and such a file may come from anybody.
    private static let uncapitalized: Set<String> = [
        "PIP_INDEX_URL", "PIP_EXTRA_INDEX_URL", "PIP_FIND_LINKS", "PIP_PROXY", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY",
    ]

    subscript(name: String) -> String? { variables[name].flatMap { $0.isEmpty ? nil : $0 } }

    /// Where directories for the moment are made.
    package var temporaryParent: String { self["TMPDIR"] ?? "/tmp" }

    /// - Parameters:
    ///   - temporary: where the tools keep what they need for a moment, so that it is gone with everything else.
    ///   - isImpatient: an index that does not answer is soon given up, unless the caller says otherwise.
    func variables(for program: Program, temporary: String?, isImpatient: Bool = false) -> [String: String] {
        var result = isImpatient ? Self.impatient.filter { Self.isMeant($0.key, for: program) } : [:]
        for (name, value) in variables.sorted(by: { $0.key < $1.key }) where Self.isMeant(name, for: program) { result[name] = value }
        // Of its last try pip says nothing, only that there is no such package: one more than asked for, which nobody waits for.
        if let retries = result["PIP_RETRIES"].flatMap({ Int($0) }), (0..<100).contains(retries) {
            result["PIP_RETRIES"] = "\(retries + 1)"
        }
        if program != .uv {
            for name in Self.uncapitalized {
                guard let value = result.removeValue(forKey: name) else { continue }
                let other = name.hasPrefix("PIP_") ? "PIP_" + name.dropFirst(4).lowercased() : name.lowercased()
                if result[other] == nil { result[other] = value }
            }
        }
        if let temporary { result["TMPDIR"] = temporary }
        for (name, value) in Self.fixed { result[name] = value }
        return result
    }

    private static let impatient = [
        "UV_HTTP_RETRIES": "1", "UV_HTTP_TIMEOUT": "15", "PIP_RETRIES": "1", "PIP_DEFAULT_TIMEOUT": "15",
    ]

    private static func isMeant(_ name: String, for program: Program) -> Bool {
        if name.hasPrefix("PIP_") { return program == .pip && pip.contains(String(name.dropFirst(4))) }
        if name.hasPrefix("UV_") { return program == .uv && (uv.contains(String(name.dropFirst(3))) || name.hasPrefix("UV_INDEX_")) }
        return general.contains(name)
    }

    /// Of the caller's variables those that say which packages there are, without secrets' values in a readable form: part of a key.
    package var indexSettings: [String] {
        variables.filter { Self.isMeant($0.key, for: .pip) || Self.isMeant($0.key, for: .uv) }
            .filter { $0.key.hasPrefix("PIP_") || $0.key.hasPrefix("UV_") }.map { "\($0.key)=\($0.value)" }.sorted()
    }

    /// Messages in English and UTF-8, since they are read; nothing that asks or draws.
    private static let fixed = [
        "LC_ALL": "C.UTF-8", "PYTHONUNBUFFERED": "1", "PYTHONIOENCODING": "utf-8", "PYTHONDONTWRITEBYTECODE": "1", "PYTHONNOUSERSITE": "1",
        "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_INPUT": "1", "PIP_NO_COLOR": "1", "PIP_PROGRESS_BAR": "off",
        "PIP_ROOT_USER_ACTION": "ignore", "UV_NO_PROGRESS": "1", "NO_COLOR": "1", "GIT_TERMINAL_PROMPT": "0",
        "UV_PYTHON_DOWNLOADS": "never",
    ]

    /// Where a program is: the path itself if it has a slash, else the first on `PATH`.
    func candidates(for program: String) -> [String] {
        if program.contains("/") { return [program] }
        return (self["PATH"] ?? "/usr/local/bin:/usr/bin:/bin").split(separator: ":").map { "\($0)/\(program)" }
    }
}
