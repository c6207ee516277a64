import DriftCore
import Testing

@Suite("ArchiveFileName: name and version in a distribution's file name")
struct ArchiveFileNameTests {
    @Test(
        "Wheels and source archives name both",
        arguments: [
            ("numpy-1.26.4-cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64.whl", "numpy", "1.26.4"),
            ("https://host/whl/cu118/torch-2.1.2%2Bcu118-cp311-cp311-linux_x86_64.whl#sha256=00ff", "torch", "2.1.2+cu118"),
            ("file:///tmp/build/pkg-1.0-1-py3-none-any.whl", "pkg", "1.0"),
            ("https://host/a/flash_attn-2.5.8.tar.gz?download=1", "flash-attn", "2.5.8"),
            ("./ruamel.yaml-0.18.zip", "ruamel-yaml", "0.18"),
        ]
    )
    func read(location: String, name: String, version: String) throws {
        let file = try #require(ArchiveFileName(of: location))
        #expect(file.name.normalized == name)
        #expect(file.version == version)
    }

    @Test(
        "Anything else names nothing",
        arguments: [
            "", "/", "git+https://host/owner/repo@0123", "https://host/archive/main.zip", "https://host/pkg.whl", "pkg-1.0-py3-none.whl",
            "pkg-1.0.exe",
            "pkg-one-py3-none-any.whl", "pkg-1.0%0A-py3-none-any.whl", "pkg-%zz-py3-none-any.whl", "-1.0.tar.gz", "pkg-.tar.gz",
        ]
    )
    func refusal(location: String) {
        #expect(ArchiveFileName(of: location) == nil)
    }
}
