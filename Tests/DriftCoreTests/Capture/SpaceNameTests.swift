import DriftCore
import Testing

@Suite("Names of Spaces")
struct SpaceNameTests {
    @Test(
        "owner/name, or the address of its page",
        arguments: [
            "ada/tides", "https://huggingface.co/spaces/ada/tides", "huggingface.co/spaces/ada/tides", "https://hf.co/spaces/ada/tides",
        ]
    )
    func reads(_ text: String) throws {
        let space = try #require(SpaceName(text))
        #expect(space.owner == "ada" && space.name == "tides" && space.description == "ada/tides")
    }

    @Test(
        "nothing else is one",
        arguments: [
            "", "ada", "ada/", "/tides", "ada/tides/files", "ada/..", "-ada/tides", "ada/ti--des", "ada/ti des", "ada/tides\n",
            "https://huggingface.co/ada/tides", "https://huggingface.co/spaces/", "https://evil.example/spaces/ada/tides",
            "https://huggingface.co/spaces/https://huggingface.co/spaces/ada/tides",
        ]
    )
    func refuses(_ text: String) { #expect(SpaceName(text) == nil) }
}
