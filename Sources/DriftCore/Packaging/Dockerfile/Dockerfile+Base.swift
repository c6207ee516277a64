extension Dockerfile {
    /// What the last stage stands on, through the stages that it begins with: `python:3.11-slim@sha256:…`. `nil`: an argument that is not set
    /// here decides, or there is none.
    package var baseImage: BaseImage? {
        guard var stage = stages.last else { return nil }
        // Each one's parent stands before it.
        while let parent = stage.parent { stage = stages[parent] }
        guard !stage.image.isEmpty, stage.image != "scratch", !stage.image.contains("$") else { return nil }
        let parts = stage.image.split(separator: "@", maxSplits: 1).map(String.init)
        return BaseImage(reference: parts[0], digest: parts.count == 2 ? parts[1] : nil)
    }
}
