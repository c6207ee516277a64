import DriftCore
import Testing

@testable import DriftLogs

/// What a `CACHED` step takes from earlier logs.
@Suite struct LayerMemoryTests {
    static let cached = "RUN pip install flask\nCACHED"
    static let other = "docker.io/library/python:3.11@sha256:" + String(repeating: "2", count: 64)

    private func first(_ item: String = "flask-3.0.0", _ before: [String] = [], images: [String] = [SampleBuild.python311]) -> String {
        SampleBuild(images: images).with(before + [SampleBuild.pip("flask", item)]).text
    }

    @Test("one earlier result is remembered, with its log and line")
    func one() throws {
        let reading = EnvironmentReading.of(first(), SampleBuild(Self.cached).text)
        #expect(reading.versions == ["flask": "3.0.0"])
        #expect(reading.isComplete)
        let evidence = try #require(reading.evidence("flask"))
        #expect(evidence.kind == .remembered)
        #expect(evidence.log == 0)
        #expect(CorpusView.lines(first())[(evidence.line ?? 0) - 1].hasPrefix("Successfully installed flask"))
    }

    @Test("the same result twice is still one, and its evidence a line that says so")
    func same() throws {
        let reading = EnvironmentReading.of(first(), first(), SampleBuild(Self.cached).text)
        #expect(reading.versions == ["flask": "3.0.0"])
        #expect(reading.isComplete)
        let evidence = try #require(reading.evidence("flask"))
        #expect(evidence.kind == .remembered)
        #expect(evidence.log.map { $0 < 2 } ?? false)
        #expect(CorpusView.lines(first())[(evidence.line ?? 0) - 1].hasPrefix("Successfully installed flask"))
    }

    @Test("a result that came between two that are the same is not forgotten")
    func between() {
        let logs = [first("flask-3.0.0"), first("flask-3.1.0"), first("flask-3.0.0"), SampleBuild(Self.cached).text]
        #expect(LogReader.read(logs.map { Array($0.utf8) }).versions == ["flask": "?"])
    }

    @Test("steps of the same words that ended otherwise are not the same build")
    func ended() {
        let error = "--> ERROR: process \"/bin/sh -c pip install flask\" did not complete successfully: exit code: 1"
        let failed = first().replacing("DONE 3.1s", with: error)
        let cached = SampleBuild(Self.cached).text
        #expect(EnvironmentReading.of(failed, cached).versions == ["flask": "?"])
        #expect(EnvironmentReading.of(failed, first(), cached).versions == ["flask": "3.0.0"])
    }

    @Test("two different results leave the version open")
    func two() {
        let reading = EnvironmentReading.of(first("flask-3.0.0"), first("flask-3.1.0"), SampleBuild(Self.cached).text)
        #expect(reading.versions == ["flask": "?"])
        #expect(!reading.isComplete)
        #expect(reading.gapReasons == [.cached])
    }

    @Test("without an earlier log, on another base image or over other steps nothing is remembered")
    func foreign() {
        for earlier in [nil, first(images: [Self.other]), first("flask-3.0.0", [SampleBuild.pip("rich", "rich-14.0")])] {
            let logs = [earlier, SampleBuild(Self.cached).text].compactMap(\.self)
            let reading = LogReader.read(logs.map { Array($0.utf8) })
            #expect(reading.versions == ["flask": "?"])
            #expect(!reading.isComplete)
            #expect(reading.gapReasons == [.cached])
        }
    }

    @Test(
        "a layer over other steps than the earlier one's is another, whatever they do",
        arguments: [
            (["WORKDIR /srv\nDONE 0.1s"], ["WORKDIR /app\nCACHED"]), (["RUN apt-get update\nHit:1 http://deb\nDONE 1.0s"], []),
            (["COPY lib /lib\nDONE 0.1s"], []),
        ]
    )
    func otherChain(before: [String], cached: [String]) {
        let reading = EnvironmentReading.of(first("flask-3.0.0", before), SampleBuild().with(cached + [Self.cached]).text)
        #expect(reading.versions == ["flask": "?"])
        #expect(reading.gapReasons == [.cached])
    }

    @Test("a cached step that no log printed is of a build that nobody saw: which layers that made no log tells")
    func unseenBuild() {
        let later = SampleBuild("RUN apt-get update\nCACHED", Self.cached).text
        #expect(EnvironmentReading.of(first(), later).versions == ["flask": "?"])
        let between = SampleBuild(Self.cached, "RUN apt-get update\nHit:1 http://deb\nDONE 1.0s").text
        #expect(EnvironmentReading.of(first(), between, later).versions == ["flask": "3.0.0"])
    }

    @Test("what came after the layer, or lies on nothing, may differ")
    func unrelated() {
        let earlier = SampleBuild(
            "WORKDIR /app\nDONE 0.1s",
            "COPY --link --chown=1000 ./ /srv\nDONE 0.1s",
            SampleBuild.pip("flask", "flask-3.0.0"),
            "RUN apt-get update\nHit:1 http://deb\nDONE 1.0s"
        ).text
        let later = SampleBuild("WORKDIR /app\nCACHED", Self.cached, "RUN echo done\ndone\nDONE 0.1s").text
        #expect(EnvironmentReading.of(earlier, later).versions == ["flask": "3.0.0"])
    }

    @Test("steps of a build that failed later are remembered, those that failed are not")
    func failed() {
        let failing = SampleBuild(
            SampleBuild.pip("flask", "flask-3.0.0"),
            "RUN pip install nope\nERROR: No matching distribution found for nope\n\n--> ERROR: process \"/bin/sh -c pip install nope\" did not complete successfully: exit code: 1",
            isPushed: false
        ).text
        #expect(EnvironmentReading.of(failing, SampleBuild(Self.cached).text).versions == ["flask": "3.0.0"])
        let reading = EnvironmentReading.of(failing, SampleBuild("RUN pip install nope\nCACHED").text)
        #expect(reading.versions == ["nope": "?"])
    }

    @Test("what runs after a cached step goes over it")
    func over() {
        let reading = EnvironmentReading.of(
            first(),
            SampleBuild(Self.cached, SampleBuild.pip("flask==2.0", "flask-2.0")).text
        )
        #expect(reading.versions == ["flask": "2.0"])
        #expect(reading.isComplete)
    }

    @Test("cached steps are printed in any order and still replayed in their own")
    func order() {
        let earlier = SampleBuild(SampleBuild.pip("flask", "flask-3.0.0"), SampleBuild.pip("flask==2.0", "flask-2.0")).text
        let shuffled = SampleBuild("RUN pip install flask==2.0\nCACHED", Self.cached).text
        #expect(EnvironmentReading.of(earlier, shuffled).versions == ["flask": "2.0"])
    }
}
