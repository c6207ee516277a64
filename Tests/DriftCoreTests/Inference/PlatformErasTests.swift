import DriftCore
import Testing

@Suite("What the platform installed at what time")
struct PlatformErasTests {
    private let eras = PlatformEras.current

    @Test("the table that is built in can be read, and makes sense")
    func current() {
        #expect(eras.fault == nil)
        #expect(eras.recipes.count >= 8 && eras.pythons.count >= 5 && eras.sdkRules.count >= 4)
    }

    @Test(
        "a row is taken by its distance to the days on which it was seen",
        arguments: [
            ("2023-05-05", 0, "2023-04-29"), ("2023-06-25", 5, "2023-04-29"), ("2022-01-01", 483, "2023-04-29"),
            ("2024-06-01", 93, "2024-02-01"), ("2026-03-01", 0, "2026-02-01"), ("2026-11-22", 140, "2026-02-01"),
        ]
    )
    func recipes(day: String, daysAway: Int, firstSeen: String) throws {
        let chosen = try #require(eras.recipe(sdk: "gradio", hardware: "cpu-basic", day: day))
        #expect(chosen.daysAway == daysAway)
        #expect(chosen.row.firstSeen == firstSeen)
    }

    @Test("ZeroGPU has rows of its own, as long as they are not years away")
    func hardware() throws {
        let recipe = try #require(eras.recipe(sdk: "gradio", hardware: "zero-a10g", day: "2026-09-10"))
        #expect(recipe.row.platformLine.first == "torch<=2.13.0")
        #expect(try #require(eras.recipe(sdk: "gradio", hardware: "zero-a10g", day: "2023-05-05")).row.hardwarePrefix == "")
        #expect(try #require(eras.defaultPython(sdk: "gradio", hardware: "zero-a10g", day: "2026-09-10")).row.version == "3.12")
        #expect(eras.recipe(sdk: "docker", hardware: "cpu-basic", day: "2026-09-10") == nil)
    }

    @Test(
        "the platform line goes by SDK version and day",
        arguments: [
            ("6.19.0", "2026-07-05", ["gradio[mcp,oauth]==6.19.0", "uvicorn>=0.14.0", "websockets>=10.4", "spaces"]),
            ("4.31.0", "2026-05-13", ["gradio[oauth]==4.31.0", "uvicorn>=0.14.0", "websockets>=10.4", "spaces", "fastapi<0.113.0"]),
            ("5.45.0", "2025-09-20", ["gradio[mcp,oauth]==5.45.0", "uvicorn>=0.14.0", "spaces"]),
            ("4.18.0", "2024-02-15", ["gradio[oauth]==4.18.0", "uvicorn>=0.14.0", "spaces"]),
            ("3.47.1", "2023-10-16", ["gradio[oauth]==3.47.1", "uvicorn>=0.14.0", "spaces"]),
            ("3.28.0", "2023-04-29", ["gradio==3.28.0"]),
            (nil, "2026-07-05", ["gradio[mcp,oauth]", "uvicorn>=0.14.0", "websockets>=10.4", "spaces"]),
        ]
    )
    func line(version: String?, day: String, expected: [String]) throws {
        let recipe = try #require(eras.recipe(sdk: "gradio", hardware: "cpu-basic", day: day)).row
        let line = eras.platformLine(recipe, version: version, day: day).map { (try? Requirement(parsing: $0))?.description ?? $0 }
        #expect(line == expected)
    }

    @Test("a row that nobody could check, or that makes no sense, is a fault with its place")
    func faults() {
        var table = eras
        table.recipes[0].source = ""
        #expect(table.fault == "recipes[0].source is empty: nobody could check the row")
        table = eras
        table.recipes[1].platformLine = ["uvicorn"]
        #expect(table.fault == "recipes[1].platformLine does not name gradio")
        table = eras
        table.pythons[0].lastSeen = "2023-04-31x"
        #expect(table.fault == nil, "the day counts, not what follows it")
        table.pythons[0].firstSeen = "2024-01-01"
        #expect(table.fault == "pythons[0].firstSeen is later than lastSeen")
        table = eras
        table.sdkRules[0].sdkVersions = "4 or so"
        #expect(table.fault == "sdkRules[0].sdkVersions is no version range")
        table = eras
        table.date = "2020-01-01"
        #expect(table.fault?.hasSuffix("lastSeen is later than the table's own date") == true)
    }
}
