import ArgumentParser

/// Words about the image registry that several commands share.
enum ImageHelp {
    static let noRegistry = ArgumentHelp(
        "Do not read the Space's image for its list of packages.",
        discussion: "The registry is $DRIFTD_REGISTRY, else registry.hf.space."
    )
}
