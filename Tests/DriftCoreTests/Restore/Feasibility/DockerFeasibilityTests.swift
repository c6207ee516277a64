import DriftCore
import DriftTesting
import Testing

/// Docker Spaces, to which the platform adds nothing: what one call refuses, `--no-deps` installs all the same.
@Suite("Feasibility: Docker Spaces")
struct DockerFeasibilityTests {
    private static let index = ToyIndex(
        "datasets==5: fsspec<=6",
        "datasets==6: fsspec",
        "fsspec==6",
        "fsspec==9",
        "six==1",
        "other==1: six"
    )
    private static let dockerfile =
        "FROM python:3.13\nCOPY . .\nRUN pip install --no-cache-dir -r requirements.txt && pip install \"six\"\n"

    private func planned(
        _ packages: String...,
        requirements: String = "datasets\n",
        dockerfile: String = Self.dockerfile,
        isComplete: Bool = true
    ) async throws -> RestorePlan {
        var original = Snapshot.of(sdk: SDK(name: "docker"), isComplete: isComplete)
        original.reading.packages = FreezeList.parse(Array(packages.joined(separator: "\n").utf8), file: "freeze.txt").packages
        let files = ["Dockerfile": Array(dockerfile.utf8), "requirements.txt": Array(requirements.utf8)]
        func plan(_ arrangement: PinArrangement) -> RestorePlan {
            Planner.plan(
                original: original,
                duplicate: Snapshot.of(space: "owner/duplicate", sdk: SDK(name: "docker")),
                duplicateFiles: files,
                duplicateFrontMatter: ["sdk": "docker"],
                arrangement: arrangement
            )
        }
        let question = FeasibilityQuestion(plan: plan(.proposed), files: files)
        let outcome = try await FeasibilitySearch(question) { Self.index.answer($0) }.run()
        guard case .arranged(let feasibility) = outcome else { return plan(.proposed) }
        let final = plan(.tried(feasibility))
        #expect(Self.index.answer(FeasibilityQuestion(plan: final, files: files).whole).isSatisfiable, "what is written can be installed")
        return final
    }

    @Test("what no one call takes, of an original that is known in full: every call gets --no-deps")
    func alone() async throws {
        let plan = try await planned("datasets==5", "fsspec==9", "six==1")
        #expect(plan.feasibility?.outcome == .alone)
        #expect(
            Planning.requirements(plan, path: "Dockerfile")
                == "FROM python:3.13\nCOPY . .\nRUN pip install --no-cache-dir -r requirements.txt && pip install \"six==1\"\n"
                .replacing("pip install ", with: "pip install --no-deps ")
        )
        #expect(Planning.requirements(plan) == "datasets==5\n" + Planning.block("fsspec==9"))
        #expect(plan.notes.contains { $0.code == "dockerfile.no-deps" })
        #expect(plan.feasibility?.sentence.contains("--no-deps") == true)
        #expect(plan.build?.steps.allSatisfy { $0.arguments.contains("--no-deps") } == true)
    }

    @Test(
        "not where something would be lost: an incomplete original, or a line of the duplicate's own about another package",
        arguments: [(false, "datasets\n"), (true, "datasets\nother\n")]
    )
    func notAlone(isComplete: Bool, requirements: String) async throws {
        let plan = try await planned("datasets==5", "fsspec==9", "six==1", requirements: requirements, isComplete: isComplete)
        #expect(plan.feasibility?.outcome == .irreducible)
        #expect(plan.edits.first { $0.path == "Dockerfile" }.map { String(decoding: $0.result, as: UTF8.self).contains("no-deps") } != true)
    }

    @Test("what goes together stays with its dependencies")
    func satisfiable() async throws {
        let plan = try await planned("datasets==5", "fsspec==6", "six==1")
        #expect(plan.feasibility?.outcome == .satisfiable)
        #expect(Planning.requirements(plan, path: "Dockerfile")?.contains("no-deps") == false)
    }
}
