internal import DriftCore
internal import DriftLogs
internal import DriftReadme

/// Both sides of a restore, as far as a plan needs them.
struct RestoreInput {
    let original: ResolvedSnapshot
    let duplicate: ResolvedSnapshot
    /// The duplicate's, by path.
    let files: [String: [UInt8]]
    /// Of the duplicate's README.
    let frontMatter: FrontMatter
    /// The original's Python, where the caller gave it and no evidence shows one.
    let givenPython: String?
    private let request: WriteRestoreBundle.Request
    private let steps: [BuildStep]
    private let originalFrontMatter: [String: String]
    /// Keys of the README that cannot be edited, each with the reason.
    private var fixedKeys: [String: String] = [:]
    /// Why the README's front matter cannot be read; then it is left as it is.
    private let frontMatterFault: String?

    init(_ request: WriteRestoreBundle.Request, _ resolver: SnapshotResolver) throws {
        self.request = request
        var original = try resolver.resolve(request.original)
        givenPython = original.snapshot.reading.python == nil ? request.python : nil
        if let givenPython { original.snapshot.reading.python = givenPython }
        self.original = original
        duplicate = try resolver.resolve(request.duplicate, orCheckoutWith: Set(original.repositoryFiles.keys))
        files = duplicate.repositoryFiles
        if files.isEmpty { throw RestoreError.noFiles(duplicate: duplicate.label) }
        do throws(FrontMatterError) {
            frontMatter = try FrontMatter.read(files["README.md"] ?? [])
            frontMatterFault = nil
        } catch {
            frontMatter = FrontMatter.naming(sdk: files["README.md"] ?? [])
            frontMatterFault = error.message
        }
        // What the original's README says is compared, never edited: one that cannot be read has nothing to compare.
        originalFrontMatter = (try? FrontMatter.read(original.repositoryFiles["README.md"] ?? []))?.values ?? [:]
        steps = Self.buildSteps(of: duplicate)
        for edit in plan(.cautious).frontMatterEdits {
            do throws(FrontMatterError) {
                _ = try FrontMatter.applying([edit], to: files["README.md"] ?? [])
            } catch {
                fixedKeys[edit.key] = error.message
            }
        }
    }

    func plan(_ arrangement: PinArrangement, hashes: [String: [String]]? = nil) -> RestorePlan {
        Planner.plan(
            original: RestoreSide(
                original.snapshot,
                files: original.repositoryFiles,
                frontMatter: FrontMatterFacts(originalFrontMatter)
            ),
            duplicate: RestoreSide(
                duplicate.snapshot,
                files: files,
                frontMatter: FrontMatterFacts(frontMatter.values, fixedKeys: fixedKeys, fault: frontMatterFault),
                steps: steps
            ),
            choices: RestoreChoices(
                policy: request.policy,
                mode: request.mode,
                allowsInferred: request.allowsInferred,
                arrangement: arrangement,
                hashes: hashes
            )
        )
    }

    /// README.md with the plan's values, where that changes it.
    func readmeEdit(_ edits: [FrontMatterEdit]) throws(FrontMatterError) -> [FileEdit] {
        guard !edits.isEmpty else { return [] }
        let readme = files["README.md"]
        let result = try FrontMatter.applying(edits, to: readme ?? [])
        return result == readme ? [] : [FileEdit(path: "README.md", base: readme, result: result)]
    }

    /// From the duplicate's own log: what its next build will run again.
    private static func buildSteps(of duplicate: ResolvedSnapshot) -> [BuildStep] {
        guard let capture = duplicate.capture else { return [] }
        let paths = capture.logPaths
        return LogReader.buildSteps(in: paths.compactMap { capture.files[$0] }, paths: paths)
    }
}
