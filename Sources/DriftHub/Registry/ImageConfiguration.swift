import DriftCore

/// An image's configuration: how it was built, and what its processes get.
///
///     {"created":"2026-07-05T07:56:10Z","architecture":"amd64","os":"linux","config":{"Env":["PYTHON_VERSION=3.13.5"],"Labels":{…}},
///      "history":[{"created":"…","created_by":"RUN /bin/sh -c pip install … # buildkit","empty_layer":true}]}
package struct ImageConfiguration: Sendable, Hashable {
    package struct Step: Sendable, Hashable {
        package var created: String?
        package var command: String?
        /// It changed settings, and no file.
        package var isEmpty: Bool
    }

    package var created: String?
    package var architecture: String?
    package var system: String?
    package var variables: [String: String]
    package var labels: [String: String]
    /// Oldest first.
    package var history: [Step]
}

extension ImageConfiguration: Decodable {
    private enum Key: String, CodingKey { case created, architecture, os, config, history }
    private enum SettingsKey: String, CodingKey { case variables = "Env", labels = "Labels" }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        created = container.lenient(String.self, .created)
        architecture = container.lenient(String.self, .architecture)
        system = container.lenient(String.self, .os)
        history = container.lenient([LossyElement<Step>].self, .history)?.compactMap(\.value) ?? []
        let settings = try? container.nestedContainer(keyedBy: SettingsKey.self, forKey: .config)
        labels = settings?.lenient([String: String].self, .labels) ?? [:]
        variables = [:]
        for pair in settings?.lenient([String].self, .variables) ?? [] {
            let sides = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            if sides.count == 2 { variables[sides[0]] = sides[1] }
        }
    }
}

extension ImageConfiguration.Step: Decodable {
    private enum Key: String, CodingKey {
        case created
        case command = "created_by"
        case isEmpty = "empty_layer"
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        created = container.lenient(String.self, .created)
        command = container.lenient(String.self, .command)
        isEmpty = container.lenient(Bool.self, .isEmpty) ?? false
    }
}
