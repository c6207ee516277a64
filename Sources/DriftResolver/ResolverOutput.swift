internal import DriftCore
internal import Foundation

/// What uv and pip print when they have found a set of versions.
enum ResolverOutput {
    /// uv's requirements with annotations in line style, and its warnings.
    ///
    ///     fsspec==2026.6.0          # via datasets, huggingface-hub
    ///     six==1.16.0               # via -r question.in
    ///     warning: `six==1.15.1` is yanked (reason: "broken")
    static func uv(_ text: String, messages: String) -> Resolution {
        var resolution = Resolution(versions: [:])
        for line in text.split(whereSeparator: \.isNewline) {
            let parts = line.split(separator: "# via ", maxSplits: 1)
            guard let first = parts.first, let requirement = try? Requirement(parsing: first.trimmed) else { continue }
            let name = requirement.name.normalized
            resolution.versions[name] = requirement.specifiers.exactVersion ?? requirement.url ?? ""
            guard parts.count > 1 else { continue }
            let parents = parts[1].split(separator: ",").map(\.trimmed).filter { !$0.hasPrefix("-") }
            resolution.parents[name] = parents.compactMap { PackageName($0)?.normalized }.sorted()
        }
        for line in messages.split(whereSeparator: \.isNewline) {
            guard line.contains(" is yanked"), let quoted = line.firstMatch(of: #/`([^`=]+)==[^`]*` is yanked(?: \(reason: "(.*)"\))?/#),
                let name = PackageName(quoted.1)
            else { continue }
            resolution.yanked[name.normalized] = quoted.2.map(String.init) ?? ""
        }
        return resolution
    }

    /// pip's installation report (its documentation, "Installation Report", version 1), and its warnings.
    static func pip(report data: Data, messages: String) -> Resolution? {
        guard let report = try? JSONDecoder().decode(Report.self, from: data) else { return nil }
        var resolution = Resolution(versions: [:])
        for item in report.install {
            guard let name = PackageName(item.metadata.name)?.normalized else { continue }
            resolution.versions[name] = item.is_direct ?? false ? item.download_info?.url ?? item.metadata.version : item.metadata.version
            for text in item.metadata.requires_dist ?? [] {
                guard let requirement = try? Requirement(parsing: text) else { continue }
                resolution.parents[requirement.name.normalized, default: []].append(name)
            }
            if item.is_yanked ?? false { resolution.yanked[name] = reason(of: name, in: messages) }
        }
        let versions = resolution.versions
        resolution.parents = resolution.parents.filter { versions[$0.key] != nil }.mapValues { Set($0).sorted() }
        return resolution
    }

    /// `… is a yanked version: 'six' candidate (version 1.15.1 at …)`, then `Reason for being yanked: broken`.
    private static func reason(of name: String, in messages: String) -> String {
        let lines = messages.split(whereSeparator: \.isNewline)
        guard let index = lines.firstIndex(where: { $0.contains("yanked version: '\(name)'") }), index + 1 < lines.count,
            let mark = lines[index + 1].firstRange(of: "Reason for being yanked: ")
        else { return "" }
        let reason = lines[index + 1][mark.upperBound...].trimmed
        return reason == "<none given>" ? "" : reason
    }

    private struct Report: Decodable {
        var install: [Item]

        struct Item: Decodable { var metadata: Metadata, is_yanked: Bool?, is_direct: Bool?, download_info: Download? }
        struct Download: Decodable { var url: String? }
        struct Metadata: Decodable { var name: String, version: String, requires_dist: [String]? }
    }
}
