import DriftTesting
import Foundation
import Testing

/// The real `packaging` library, asked in one process for many answers at once.
struct PackagingOracle {
    struct Questions: Encodable {
        struct Specifier: Encodable {
            var text: String
            var candidates: [String]
        }

        struct Marker: Encodable {
            var text: String
            var environment: [String: String]
            var extra: String
        }

        var versions: [String] = []
        var pairs: [[String]] = []
        var specifiers: [Specifier] = []
        var markers: [Marker] = []
        var requirements: [String] = []
    }

    /// `nil` stands for "not valid" throughout.
    struct Answers: Decodable {
        struct Version: Decodable, Equatable {
            var text: String
            var base: String
            var publicText: String
            var local: String?
            var isPre: Bool
            var isPost: Bool
            var isDev: Bool
        }

        struct Specifier: Decodable, Equatable {
            var text: String
            var containsAny: [Bool]
            var containsByDefault: [Bool]
        }

        struct Marker: Decodable, Equatable {
            var text: String
            /// `nil`: undefined.
            var value: Bool?
        }

        struct Requirement: Decodable, Equatable {
            var text: String
            var name: String
            var extras: [String]
            var specifiers: String
            var url: String?
            var marker: String?
        }

        var versions: [Version?]
        /// -1, 0, 1.
        var pairs: [Int]
        var specifiers: [Specifier?]
        var markers: [Marker?]
        var requirements: [Requirement?]
    }

    static let isAvailable = ExternalTool.python(importing: "packaging") != nil

    static func answers(to questions: Questions) throws -> Answers {
        let python = try #require(ExternalTool.python(importing: "packaging"))
        let scratch = try ScratchDirectory()
        try scratch.write(try JSONEncoder().encode(questions), to: "questions.json")
        try scratch.write(script, to: "oracle.py")
        let result = try ExternalProgram(at: python).run(["oracle.py"], in: scratch.path)
        try #require(result.status == 0, "\(result.errorText)")
        return try JSONDecoder().decode(Answers.self, from: Data(try scratch.read("answers.json")))
    }

    private static let script = #"""
        import json, re
        from packaging.markers import InvalidMarker, Marker, UndefinedComparison, UndefinedEnvironmentName
        from packaging.requirements import InvalidRequirement, Requirement
        from packaging.specifiers import InvalidSpecifier, SpecifierSet
        from packaging.version import InvalidVersion, Version

        NAME = re.compile(r"[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?")

        def version(text):
            try:
                v = Version(text)
            except InvalidVersion:
                return None
            return {"text": str(v), "base": v.base_version, "publicText": v.public, "local": v.local,
                    "isPre": v.is_prerelease, "isPost": v.is_postrelease, "isDev": v.is_devrelease}

        def pair(texts):
            a, b = map(Version, texts)
            assert not (a == b and hash(a) != hash(b))
            return -1 if a < b else (1 if a > b else 0)

        def specifier(question):
            try:
                s = SpecifierSet(question["text"])
            except InvalidSpecifier:
                return None
            vs = [Version(c) for c in question["candidates"]]
            return {"text": str(s), "containsAny": [s.contains(v, prereleases=True) for v in vs],
                    "containsByDefault": [s.contains(v, prereleases=bool(s.prereleases)) for v in vs]}

        def marker(question):
            try:
                m = Marker(question["text"])
            except InvalidMarker:
                return None
            environment = dict(question["environment"], extra=question["extra"])
            environment["extras"] = {question["extra"]} - {""}
            environment["dependency_groups"] = set()
            try:
                value = m.evaluate(environment)
            except (UndefinedComparison, UndefinedEnvironmentName):
                value = None
            return {"text": str(m), "value": value}

        def requirement(text):
            try:
                r = Requirement(text)
            except InvalidRequirement:
                return None
            # The library lets a name end in "_", which neither PEP 508 nor an index does.
            if not all(NAME.fullmatch(n) for n in [r.name, *r.extras]):
                return None
            return {"text": str(r), "name": r.name, "extras": sorted(r.extras), "specifiers": str(r.specifier), "url": r.url,
                    "marker": str(r.marker) if r.marker else None}

        q = json.load(open("questions.json", encoding="utf-8"))
        json.dump({"versions": [version(t) for t in q["versions"]], "pairs": [pair(p) for p in q["pairs"]],
                   "specifiers": [specifier(s) for s in q["specifiers"]], "markers": [marker(m) for m in q["markers"]],
                   "requirements": [requirement(t) for t in q["requirements"]]}, open("answers.json", "w", encoding="utf-8"))
        """#
}
