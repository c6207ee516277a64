internal import DriftCore
internal import DriftDigest
internal import Foundation

/// Resolvers' answers of the day, by all that they hang on: `$XDG_CACHE_HOME/driftd/answers/<sha256>.json`.
///
/// An index moves, so that no answer outlives its day; a cache that cannot be read or written only costs time.
struct AnswerCache: Sendable {
    private let directory: String?
    private let context: Context

    /// What an answer hangs on besides the question.
    struct Context: Codable, Hashable {
        /// To be raised when questions come to mean something else.
        var version = 3
        /// `uv 0.13.9`
        var tool: String
        /// `3.13`
        var python: String
        /// `2026-11-22`, UTC
        var day: String
        /// As if it were this day.
        var asOf: String?
        /// Which index is asked.
        var settings: [String]
    }

    private struct Key: Codable {
        var context: Context
        var question: ResolverQuestion
    }

    private struct Entry: Codable {
        var day: String
        var answer: ResolverAnswer
    }

    private static let limitBytes = 8 << 20

    /// - Parameter variables: the caller's environment, for the cache's place.
    init(variables: [String: String], context: Context) {
        self.context = context
        let home = variables["HOME"].flatMap { $0.isEmpty ? nil : $0 + "/.cache" }
        let root = variables["XDG_CACHE_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil } ?? home
        directory = root.map { $0 + "/driftd/answers" }
    }

    func answer(to question: ResolverQuestion) -> ResolverAnswer? {
        guard let path = path(of: question), let bytes = try? FileContent.read(path, limitBytes: Self.limitBytes, trust: .found) else {
            return nil
        }
        guard let entry = try? JSONDecoder().decode(Entry.self, from: Data(bytes)), entry.day == context.day else { return nil }
        return entry.answer
    }

    func keep(_ answer: ResolverAnswer, to question: ResolverQuestion) {
        guard let path = path(of: question) else { return }
        guard let bytes = try? ContractJSON.encode(Entry(day: context.day, answer: answer)) else { return }
        write(bytes, to: path)
    }

    private func write(_ bytes: [UInt8], to path: String) {
        guard let directory else { return }
        try? FileManager.default.createDirectory(
            atPath: directory,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        try? AtomicFile.write(bytes, to: path)
    }

    /// What a tool printed, whole.
    func text(for question: [String]) -> String? {
        guard let path = path(ofKey: TextKey(context: context, text: question)),
            let bytes = try? FileContent.read(path, limitBytes: Self.limitBytes, trust: .found),
            let entry = try? JSONDecoder().decode(TextEntry.self, from: Data(bytes)), entry.day == context.day
        else { return nil }
        return entry.text
    }

    func keep(_ text: String, for question: [String]) {
        guard let path = path(ofKey: TextKey(context: context, text: question)) else { return }
        guard let bytes = try? ContractJSON.encode(TextEntry(day: context.day, text: text)) else { return }
        write(bytes, to: path)
    }

    private struct TextKey: Codable {
        var context: Context
        var text: [String]
    }

    private struct TextEntry: Codable {
        var day: String
        var text: String
    }

    /// The same for other answers, by their question.
    func answer<Answer: Decodable>(_ type: Answer.Type, to question: some Encodable) -> Answer? {
        guard let key = Self.key(question), let text = text(for: key) else { return nil }
        return try? JSONDecoder().decode(type, from: Data(text.utf8))
    }

    func keep(_ answer: some Encodable, toQuestion question: some Encodable) {
        guard let key = Self.key(question), let bytes = try? ContractJSON.encode(answer) else { return }
        keep(String(decoding: bytes, as: UTF8.self), for: key)
    }

    private static func key(_ question: some Encodable) -> [String]? {
        (try? ContractJSON.encode(question)).map { ["\(type(of: question))", String(decoding: $0, as: UTF8.self)] }
    }

    /// Answers of other days go.
    func removeStale(now: Date) {
        guard let directory, let names = try? FileManager.default.contentsOfDirectory(atPath: directory) else { return }
        for name in names where name.hasSuffix(".json") {
            let path = directory + "/" + name
            let changed = (try? FileManager.default.attributesOfItem(atPath: path))?[.modificationDate] as? Date
            if let changed, now.timeIntervalSince(changed) > 2 * 86_400 { try? FileManager.default.removeItem(atPath: path) }
        }
    }

    private func path(of question: ResolverQuestion) -> String? {
        path(ofKey: Key(context: context, question: question))
    }

    private func path(ofKey key: some Encodable) -> String? {
        guard let directory, let key = try? ContractJSON.encode(key) else { return nil }
        return "\(directory)/\(SHA256Digest(of: key).hexadecimal).json"
    }
}
