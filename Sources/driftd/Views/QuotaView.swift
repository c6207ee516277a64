import DriftCore

/// What each GPU function books, and the dated rows behind it.
struct QuotaView: Sendable {
    let report: QuotaReport

    init(_ report: QuotaReport) { self.report = report }

    var document: Document {
        var document = Document()
        if report.functions.isEmpty {
            document.line("\(report.subject): no function under @spaces.GPU in the files read")
        }
        for function in report.functions { add(function, to: &document) }
        addRows(to: &document)
        return document
    }

    private func add(_ booking: QuotaBooking, to document: inout Document) {
        document.line(Span(booking.function, .heading), Span(booking.place.map { "  \($0)" } ?? "", .faint))
        document.line("books \(booking.arithmetic) a call")
        if let origin = booking.computedBy {
            document.line("its duration is computed at each call (\(origin)); the default stands for it here", .attention)
        } else if booking.isDefault {
            document.line("without duration= even a run of seconds is refused once less than that is left", .attention)
        }
        var table = Table(header: ["tier", "a day", "calls"])
        for tier in booking.tiers {
            let calls = tier.isAdmitted ? Span("at least \(tier.callsPerDay)") : Span("none: the booking is larger", .bad)
            table.row(Span(tier.tier), Span("\(tier.secondsPerDay) s"), calls)
        }
        document.table(table)
        document.blank()
    }

    private func addRows(to document: inout Document) {
        document.line("Figures", .heading)
        var table = Table(header: ["what", "value", "as of", "source"])
        for tier in report.table.tiers {
            table.row(Span(tier.name), Span("\(tier.secondsPerDay) s a day"), Span(tier.date), Span(tier.source, .faint))
        }
        for card in report.table.generations {
            let factors = "× \(card.durationFactor), xlarge × \(card.xlargeFactor)"
            table.row(Span(card.name), Span(factors), Span(card.date), Span(card.source, .faint))
        }
        for limit in report.table.callLimits {
            table.row(Span(limit.caller), Span("a call up to \(limit.seconds) s"), Span(limit.date), Span(limit.source, .faint))
        }
        document.table(table)
    }
}
