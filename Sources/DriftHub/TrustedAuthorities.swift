import Foundation

/// Certificates of the authorities that are trusted instead of the system's: for a company's own, or a proxy that looks into connections.
///
/// `SSL_CERT_FILE`, then `SSL_CERT_DIR`, as the official client has it, then `REQUESTS_CA_BUNDLE`, as its older releases had.
package struct TrustedAuthorities: Sendable, Hashable {
    /// A file of PEM certificates, or a directory of such, named by `openssl rehash`.
    package let path: String

    /// `nil`: the system's.
    package init?(variables: [String: String]) throws(HubError) {
        for name in ["SSL_CERT_FILE", "SSL_CERT_DIR", "REQUESTS_CA_BUNDLE"] {
            guard let path = HubConfiguration.value(name, in: variables) else { continue }
            if let reason = Self.fault(path) { throw .badConfiguration(variable: name, reason: reason) }
            self.path = path
            return
        }
        return nil
    }

    private static func fault(_ path: String) -> String? {
        var isDirectory: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else { return "there is no \(path)" }
        if isDirectory.boolValue { return nil }
        guard let content = try? Data(contentsOf: URL(fileURLWithPath: path), options: .mappedIfSafe) else {
            return "\(path) cannot be read"
        }
        return content.range(of: Data("-----BEGIN CERTIFICATE-----".utf8)) == nil ? "\(path) holds no certificate in PEM form" : nil
    }
}
