internal import DriftArchive
internal import DriftCore
internal import DriftHub
internal import DriftLogs

/// The exact list that the platform leaves in every image of a Gradio Space, and what the image tells about how it was built.
///
/// Only the manifest, the configuration and small layers are read, newest first. Nothing that goes wrong here is more than a reason: a capture
/// does without the image.
struct ImageEvidence: Sendable {
    struct Found: Sendable, Hashable {
        var record: ImageRecord?
        var list: [UInt8]?
        /// `nil`: it was not asked for.
        var isReadable: Bool?
        /// Why it may not be read, or what of it is missing.
        var reason: String?
    }

    /// Where lists are, from the root; the platform's own first, then those that people's Dockerfiles are known to write.
    static let paths = ["pipfreeze/freeze.txt", "tmp/freeze.txt", "home/user/app/freeze.txt", "app/freeze.txt"]
    /// One layer, compressed. The platform's list has one or two kilobytes.
    static let layerBytes = 256 << 10
    /// All layers that are read.
    static let totalBytes = 2 << 20
    private static let historyCount = 500
    private static let commandLength = 4000

    let client: HubClient
    let space: HubSpace

    /// Throws `CancellationError` only.
    func read() async throws -> Found {
        // A static Space is files, and has no image.
        guard let address = client.configuration.registry, space.sdk != "static" else { return Found() }
        guard let reference = ImageReference(registry: address, space: space) else {
            return Found(isReadable: false, reason: "the Space's name gives no name of an image")
        }
        do {
            let registry = try ImageRegistry(client: client, reference: reference)
            let image = try await registry.image()
            return try await search(image, in: registry)
        } catch let error as CancellationError {
            throw error
        } catch {
            if Task.isCancelled { throw CancellationError() }
            return Found(isReadable: false, reason: Self.reason(of: error, reference))
        }
    }

    private static func reason(of error: any Error, _ reference: ImageReference) -> String {
        switch error {
        case HubError.refused(let refusal): "\(reference): \(refusal.sentence)"
        case let error as HubError: error.message
        default: "\(error)"
        }
    }

    private func search(_ image: RegistryImage, in registry: ImageRegistry) async throws -> Found {
        var search = ListSearch(excluded: committedLists)
        var (budget, isSpent) = (Self.totalBytes, false)
        for index in image.layers.indices.reversed() {
            let layer = image.layers[index]
            if search.isDone { break }
            guard layer.size <= Self.layerBytes, !layer.mediaType.hasSuffix("+encrypted") else { continue }
            guard layer.size <= budget else {
                isSpent = true
                break
            }
            budget -= layer.size
            let content = try await registry.blob(layer, limitBytes: Self.layerBytes)
            search.add(content, digest: layer.digest.description, step: image.steps?[index].command)
        }
        let record = record(of: image, search, bytes: registry.bytesRead)
        var reason = search.list == nil ? missing(image, search, isSpent: isSpent) : nil
        if search.list == nil, !search.notes.isEmpty { reason = ([reason].compactMap(\.self) + search.notes).joined(separator: "; ") }
        return Found(record: record, list: search.list?.content, isReadable: true, reason: reason)
    }

    /// A list that somebody committed says nothing of what an image has.
    private var committedLists: Set<String> {
        space.files.contains("freeze.txt") ? ["home/user/app/freeze.txt", "app/freeze.txt"] : []
    }

    private func missing(_ image: RegistryImage, _ search: ListSearch, isSpent: Bool) -> String {
        let count = image.layers.count - search.read.count
        let unread = isSpent ? "; the others would have been too much" : count == 0 ? "" : "; the others are too large to be read for it"
        return "no list of packages in the image: \(search.read.count) of its \(image.layers.count) layers were looked through\(unread)"
    }

    private func record(of image: RegistryImage, _ search: ListSearch, bytes: Int) -> ImageRecord {
        var layers = image.steps == nil ? [] : image.layers[...]
        let history = image.configuration.history.map { step in
            ImageRecord.Step(
                created: step.created,
                command: step.command.map { String($0.prefix(Self.commandLength)) },
                layer: step.isEmpty ? nil : layers.popFirst()?.digest.description
            )
        }
        let python = image.configuration.variables["PYTHON_VERSION"]
        return ImageRecord(
            reference: image.reference.description,
            namedBy: image.reference.naming.rawValue,
            indexDigest: image.indexDigest?.description,
            digest: image.digest.description,
            configuration: image.configurationBlob.digest.description,
            created: image.configuration.created,
            revision: image.configuration.labels["org.opencontainers.image.revision"],
            python: python?.wholeMatch(of: /[23]\.[0-9]{1,3}(\.[0-9]{1,3})?/) == nil ? nil : python,
            size: image.size,
            layers: image.layers.map { blob in
                let digest = blob.digest.description
                return ImageRecord.Layer(digest: digest, size: blob.size, isRead: search.read.contains(digest))
            },
            history: Array(history.suffix(Self.historyCount)),
            list: search.list.map { ImageRecord.List(path: "/" + $0.path, layer: $0.layer) },
            read: ImageRecord.Reading(bytes: bytes, layers: search.read.count)
        )
    }
}

/// Looks through layers, newest first, for the best list that the image still has.
private struct ListSearch {
    struct List: Sendable, Hashable {
        var path: String
        var layer: String
        var content: [UInt8]
    }

    /// Paths whose content is decided, by this or a newer layer.
    private var decided: Set<String> = []
    private var lists: [String: List] = [:]
    private(set) var read: Set<String> = []
    /// What was in the way; one sentence each.
    private(set) var notes: [String] = []
    private let excluded: Set<String>

    init(excluded: Set<String>) { self.excluded = excluded }

    /// The platform's own is better than any other.
    var isDone: Bool { lists[ImageEvidence.paths[0]] != nil || ImageEvidence.paths.allSatisfy(decided.contains) }

    var list: List? { ImageEvidence.paths.lazy.compactMap { lists[$0] }.first }

    mutating func add(_ layer: [UInt8], digest: String, step: String?) {
        let findings: [String: ImageLayer.Finding]
        do throws(ArchiveError) {
            findings = try ImageLayer.find(Set(ImageEvidence.paths).subtracting(decided), in: layer)
        } catch {
            notes.append("the layer \(digest.prefix(19)) cannot be unpacked: \(error.message)")
            return
        }
        read.insert(digest)
        for path in ImageEvidence.paths {
            guard let finding = findings[path] else { continue }
            decided.insert(path)
            switch finding {
            case .removed: break
            case .unusable(let reason): notes.append("/\(path) \(reason)")
            case .file(let content):
                // What was copied in was written elsewhere: by another build, or by hand. The platform copies its own from the build itself.
                let isCopied = path != ImageEvidence.paths[0] && (step ?? "").contains(/(?:^|#\(nop\) *)(?:COPY|ADD)\b/)
                if excluded.contains(path) || isCopied {
                    notes.append("/\(path) was copied into the image, and is not taken for what the image has")
                } else {
                    lists[path] = List(path: path, layer: digest, content: content)
                }
            }
        }
    }
}
