import DriftCore
import DriftTesting
import Testing

@Suite("A snapshot as a lock")
struct LockDocumentTests {
    private static let sum = String(repeating: "ab", count: 32)
    private static let document = """
        lock-version = "1.0"
        created-by = "uv"
        requires-python = ">=3.11"

        [[packages]]
        name = "six"
        version = "1.16.0"
        sdist = { url = "https://host.example/six.tar.gz", size = 1, hashes = { sha256 = "\(sum)" } }
        wheels = [{ url = "https://host.example/six.whl", hashes = { sha256 = "\(sum)" } }]

        """

    private func packages(_ freeze: String) -> [ExportedPackage] {
        FreezeList.parse(Array(freeze.utf8), file: "freeze.txt").packages.map { ExportedPackage($0.release) }
    }

    @Test("What an index has is asked for; a commit and a file with its hash are known already")
    func whole() throws {
        let packages = packages(
            """
            six==1.16.0
            aa @ git+https://host.example/o/aa.git@\(String(repeating: "0a", count: 20))#subdirectory=python
            zz @ https://host.example/zz-1.0-py3-none-any.whl#sha256=\(Self.sum)
            """
        )
        #expect(try LockDocument.requirements(of: packages) == ["six==1.16.0"])
        let lock = try LockDocument(packages: packages, document: Self.document, python: "3.11")
        #expect(lock.hashes == ["six": [Self.sum, Self.sum]])
        Golden.expect(lock.text, matches: "Export/pylock.toml")
    }

    @Test("Of the files, the hashes of those that pip may choose on Linux for this Python")
    func hashes() throws {
        let files = [
            "a-1-cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64.whl": true, "a-1-cp312-cp312-manylinux2014_x86_64.whl": false,
            "a-1-cp38-abi3-manylinux_2_34_x86_64.whl": true, "a-1-cp38-cp38-manylinux2014_x86_64.whl": false,
            "a-1-cp311-cp311-musllinux_1_2_aarch64.whl": true, "a-1-cp311-cp311-win_amd64.whl": false, "a-1-py2.py3-none-any.whl": true,
            "a-1-py312-none-any.whl": false, "a-1-2-cp311-cp311-macosx_11_0_arm64.whl": false, "a-1.tar.gz": true,
        ]
        let sums = Dictionary(uniqueKeysWithValues: files.keys.sorted().enumerated().map { ($1, String(repeating: "\($0)", count: 64)) })
        let lines = files.keys.sorted().map {
            "    { url = \"https://host.example/\($0)\", hashes = { sha256 = \"\(sums[$0] ?? "")\" } },\n"
        }
        let document = "[[packages]]\nname = \"a\"\nversion = \"1\"\nwheels = [\n\(lines.joined())]\n"
        let lock = try LockDocument(packages: packages("a==1\n"), document: document, python: "3.11")
        #expect(Set(lock.hashes["a"] ?? []) == Set(files.filter(\.value).keys.compactMap { sums[$0] }))
    }

    @Test("A direct file without its hash is asked for, not trusted")
    func directFile() throws {
        let packages = packages("zz @ https://host.example/zz-1.0-py3-none-any.whl\n")
        #expect(try LockDocument.requirements(of: packages) == ["zz @ https://host.example/zz-1.0-py3-none-any.whl"])
        #expect(throws: LockDocument.Fault.absent(["zz"])) {
            try LockDocument(packages: packages, document: "", python: "3.11")
        }
    }

    @Test("A file without a hash, and a package that the index did not give, are no lock")
    func refused() throws {
        let bare = Self.document.replacing(", hashes = { sha256 = \"\(Self.sum)\" } }]", with: " }]")
        #expect(throws: LockDocument.Fault.withoutHash(["six"])) {
            try LockDocument(packages: packages("six==1.16.0\n"), document: bare, python: "3.11")
        }
        #expect(throws: LockDocument.Fault.absent(["idna"])) {
            try LockDocument(packages: packages("six==1.16.0\nidna==3.4\n"), document: Self.document, python: "3.11")
        }
    }

    @Test(
        "What nobody could install again is named, not left out",
        arguments: [
            "six @ file:///tmp/six", "six @ git+https://host.example/six@main", "six @ https://user:secret@host.example/six.whl",
            "-e git+https://host.example/six@main#egg=six",
        ]
    )
    func unlockable(line: String) throws {
        #expect(throws: LockDocument.Fault.self) { try LockDocument.requirements(of: packages(line + "\n")) }
    }

    @Test("Nothing in uv's output makes it trap", arguments: 0..<200)
    func damaged(seed: Int) throws {
        var random = SplitMix64(seed: UInt64(seed))
        var bytes = Array(Self.document.utf8)
        for _ in 0..<8 {
            let index = Int.random(in: 0..<bytes.count, using: &random)
            bytes[index] = UInt8.random(in: 0...255, using: &random)
        }
        let text = String(decoding: bytes.prefix(Int.random(in: 0...bytes.count, using: &random)), as: UTF8.self)
        _ = try? LockDocument(packages: packages("six==1.16.0\n"), document: text, python: "3.11")
    }
}
