import DriftCore

/// One snapshot as text: when and of what it was taken, the settings, and the environment.
struct SnapshotView: Sendable {
    let snapshot: Snapshot
    let label: String

    var document: Document {
        var document = Document()
        document.table(circumstances)
        document.blank()
        document.append(EnvironmentView(snapshot.reading, logNames: snapshot.logPaths).document)
        return document
    }

    private var circumstances: Table {
        var table = Table()
        func row(_ name: String, _ value: String?) {
            if let value { table.row(Span(name, .faint), Span(value)) }
        }
        row("Space", snapshot.space?.description ?? label)
        row("Snapshot", snapshot.id.map { "@\($0)" })
        row("Taken", snapshot.takenAt)
        row("Commit", snapshot.commit)
        row("Stage", snapshot.stage)
        row("Hardware", hardware)
        row("Sleeps", snapshot.settings.sleepTimeSeconds.map { $0 < 0 ? "never" : "after \($0) s without visitors" })
        let variables = snapshot.settings.variables.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        row("Variables", variables.isEmpty ? nil : variables.joined(separator: " "))
        row("Secrets", snapshot.settings.secretNames.isEmpty ? nil : snapshot.settings.secretNames.joined(separator: " "))
        for volume in snapshot.settings.volumes ?? [] { row("Volume", "\(volume.mountPath)  \(volume.text)") }
        for linked in snapshot.settings.linked ?? [] {
            let commit = linked.commit.map { $0.prefix(12) + (linked.isPinned ? ", pinned" : "") } ?? "commit not readable"
            row(linked.kind == .model ? "Model" : "Dataset", "\(linked.name)  \(commit)")
        }
        row("Not known", snapshot.settings.unreadable?.joined(separator: " "))
        return table
    }

    private var hardware: String? {
        guard let requested = snapshot.settings.requestedHardware, requested != snapshot.hardware else { return snapshot.hardware }
        return "\(snapshot.hardware ?? "none"), \(requested) asked for"
    }
}
