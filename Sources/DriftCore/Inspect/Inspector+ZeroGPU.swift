extension Inspector {
    /// Whether the code keeps to what ZeroGPU asks of it.
    var zeroGPU: [InspectionLine] {
        guard subject.expectsZeroGPU else { return plainCUDA }
        let functions = subject.places(\.gpuFunctions, \.line)
        if functions.isEmpty {
            if subject.sources.isEmpty { return [InspectionLine("zerogpu", .unknown, "the Space is for ZeroGPU; its code was not read")] }
            return [
                InspectionLine(
                    "zerogpu",
                    .stop,
                    "the Space is for ZeroGPU, and no function under @spaces.GPU was found in the files read",
                    fix: "ZeroGPU ends a start without one: decorate the function that uses the GPU",
                    places: subject.sources.keys.sorted()
                )
            ]
        }
        var lines = [
            InspectionLine("zerogpu", .ok, "written for ZeroGPU: \(functions.count) under @spaces.GPU", places: functions.map(\.place))
        ]
        let async = functions.filter(\.item.isAsync)
        if !async.isEmpty {
            let found = "@spaces.GPU on an async function: `spaces` refuses it"
            lines.append(InspectionLine("zerogpu-async", .stop, found, fix: "make it a plain def", places: async.map(\.place)))
        }
        return lines + oldGradio + importOrder + Self.durations(functions)
    }

    /// `spaces` itself ends the start: `ZeroGPU is only compatible with Gradio 4+`.
    private var oldGradio: [InspectionLine] {
        guard subject.card?["sdk"] == "gradio", let text = subject.card?["sdk_version"], let version = Version(text),
            let four = Version("4.0.dev0"), version < four
        else { return [] }
        return [
            InspectionLine(
                "zerogpu-gradio",
                .stop,
                "gradio \(text): ZeroGPU runs gradio 4 and newer only",
                fix: "raise sdk_version in README.md, or take other hardware",
                places: ["README.md"]
            )
        ]
    }

    private var importOrder: [InspectionLine] {
        let early = subject.sources.sorted { $0.key < $1.key }.compactMap { EarlyCUDA(of: $0.value, at: $0.key, subject) }
        let stops = early.flatMap(\.calls)
        let warnings = early.flatMap(\.eagerImports)
        let fix = "put `import spaces` first, before torch and whatever loads it"
        if !stops.isEmpty { return [InspectionLine("import-order", .stop, "CUDA is used before `import spaces`", fix: fix, places: stops)] }
        if !warnings.isEmpty {
            return [
                InspectionLine("import-order", .warn, "libraries that may start CUDA before `import spaces`", fix: fix, places: warnings)
            ]
        }
        return [InspectionLine("import-order", .ok, "nothing uses CUDA before `import spaces`")]
    }

    private static func durations(_ functions: [Placed<AppSource.GPUFunction>]) -> [InspectionLine] {
        var lines: [InspectionLine] = []
        let quota = QuotaTable.current
        for (function, place) in functions {
            let booking = quota.booking(of: function)
            let refused = booking.tiers.filter { !$0.isAdmitted }.map(\.tier)
            if refused.count == booking.tiers.count {
                let found = "\(function.name) books \(booking.bookedSeconds) s: more than any tier may"
                lines.append(InspectionLine("durations", .stop, found, fix: "lower duration in @spaces.GPU(duration=…)", places: [place]))
            } else if !refused.isEmpty {
                let found = "\(function.name) books \(booking.bookedSeconds) s: more than a whole day of \(refused.joined(separator: ", "))"
                lines.append(InspectionLine("durations", .warn, found, fix: "lower its duration (`driftd quota`)", places: [place]))
            }
            if function.size == "xlarge" {
                let found = "\(function.name) asks for xlarge: it costs twice, and waits longer"
                lines.append(InspectionLine("xlarge", .warn, found, fix: "large has 48 GB; keep xlarge only where needed", places: [place]))
            }
        }
        if lines.isEmpty { lines.append(InspectionLine("durations", .ok, "every tier may run every function")) }
        return lines
    }

    /// Not for ZeroGPU: code that needs a GPU fails on the free CPU that a duplicate gets.
    private var plainCUDA: [InspectionLine] {
        let calls = subject.places(\.cudaCalls, \.line).filter {
            $0.item.isTopLevel && started.holds(place: $0.place) && !$0.item.text.contains("is_available")
                && !$0.item.text.contains("manual_seed")
        }
        if calls.isEmpty { return [] }
        let found = "CUDA is used while the app starts: on a CPU the app ends there"
        return [InspectionLine("cuda", .warn, found, fix: "ask for the original's hardware when duplicating", places: calls.map(\.place))]
    }
}
