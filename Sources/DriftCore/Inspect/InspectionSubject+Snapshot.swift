extension InspectionSubject {
    /// What was seen of the original beside its files.
    package mutating func know(_ snapshot: Snapshot) {
        let settings = snapshot.settings
        let unreadable = settings.unreadable ?? []
        space = snapshot.space
        stage = snapshot.stage
        hardware = settings.requestedHardware ?? snapshot.hardware
        environment = snapshot.reading
        linked = settings.linked ?? []
        if !unreadable.contains("secrets") { secretNames = settings.secretNames }
        if !unreadable.contains("variables") { variableNames = settings.variables.keys.sorted() }
    }
}
