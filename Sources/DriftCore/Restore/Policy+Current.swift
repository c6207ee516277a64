extension Policy {
    /// What was known of the platform when this driftd was built.
    package static var current: Policy {
        Policy(date: "2026-11-22", owned: currentOwned, packageLimits: currentPackageLimits, pythonLimits: currentPythonLimits)
    }

    private static var currentOwned: [OwnedPackage] {
        [
            row(
                "gradio",
                sdk: "gradio",
                restoredBy: "sdk_version",
                "the platform installs gradio in the version that the README's sdk_version names",
                "2026-07-05",
                "Space build logs: pip install -r requirements.txt gradio[oauth,mcp]==<sdk_version>"
            ),
            row(
                "gradio-client",
                sdk: "gradio",
                versions: ">=4",
                restoredBy: "sdk_version",
                "gradio itself asks for exactly one version of it",
                "2026-07-05",
                "gradio's own metadata since 4.0: gradio-client==…"
            ),
            row(
                "spaces",
                sdk: "gradio",
                "the platform installs the version that fits its own GPU service",
                "2026-09-13",
                "Space build logs: spaces==0.51.3; a pin of another version ended in BUILD_ERROR"
            ),
            row(
                "streamlit",
                sdk: "streamlit",
                restoredBy: "sdk_version",
                "the platform installs streamlit in the version that the README's sdk_version names",
                "2026-05-13",
                "Space build logs: pip install -r requirements.txt streamlit==<sdk_version>"
            ),
            row("spaces", sdk: "streamlit", "the platform installs it", "2026-05-13", "Space build logs"),
        ].compactMap { $0 }
    }

    /// ZeroGPU's hardware is called `zero-a10g` in the API, whatever card it is.
    private static var currentPackageLimits: [PackageLimit] {
        guard let torch = PackageName("torch") else { return [] }
        return [
            PackageLimit(
                hardwarePrefix: "zero-",
                package: torch,
                versions: ["2.8.0", "2.9.1", "2.10.0", "2.11.0"],
                family: ["torchvision", "torchaudio", "triton", "pytorch-triton", "nvidia-*"],
                date: "2026-09-13",
                source: "Hub documentation, spaces-zerogpu: supported PyTorch versions"
            )
        ]
    }

    private static var currentPythonLimits: [PythonLimit] {
        [
            PythonLimit(
                hardwarePrefix: "zero-",
                versions: ["3.10.13", "3.12.12"],
                date: "2026-09-13",
                source: "Hub documentation, spaces-zerogpu: supported Python versions"
            )
        ]
    }

    private static func row(
        _ package: String,
        sdk: String,
        versions: String = "",
        restoredBy: String? = nil,
        _ sentence: String,
        _ date: String,
        _ source: String
    ) -> OwnedPackage? {
        PackageName(package).map {
            OwnedPackage(
                package: $0,
                sdk: sdk,
                sdkVersions: versions,
                restoredBy: restoredBy,
                sentence: sentence,
                date: date,
                source: source
            )
        }
    }
}
