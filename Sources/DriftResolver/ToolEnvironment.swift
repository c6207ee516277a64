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

    subscript(name: String) -> String? { variables[name].flatMap { $0.isEmpty ? nil : $0 } }

    /// - Parameter temporary: where the tools keep what they need for a moment, so that it is gone with everything else.
    func variables(temporary: String?) -> [String: String] {
        var result = variables.filter { name, _ in
            if name.hasPrefix("PIP_") { return Self.pip.contains(String(name.dropFirst(4))) }
            if name.hasPrefix("UV_") { return Self.uv.contains(String(name.dropFirst(3))) || name.hasPrefix("UV_INDEX_") }
            return Self.general.contains(name)
        }
        if let temporary { result["TMPDIR"] = temporary }
        // Without a second try pip does not say that it failed to reach the index, only that there is no such package.
        if result["PIP_RETRIES"] == "0" { result["PIP_RETRIES"] = "1" }
        for (name, value) in Self.fixed { result[name] = value }
        return result
    }

    /// For questions that a command asks on its way: an index that does not answer is soon given up, unless the caller says otherwise.
    func impatientVariables(temporary: String?) -> [String: String] {
        ["UV_HTTP_RETRIES": "1", "UV_HTTP_TIMEOUT": "15", "PIP_RETRIES": "1", "PIP_DEFAULT_TIMEOUT": "15"]
            .merging(variables(temporary: temporary)) { $1 }
    }

    /// Of the caller's variables those that say which packages there are, without secrets' values in a readable form: part of a key.
    package var indexSettings: [String] {
        variables(temporary: nil).filter { $0.key.hasPrefix("PIP_") || $0.key.hasPrefix("UV_") }.map { "\($0.key)=\($0.value)" }.sorted()
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
