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

    /// Today's rows, which all that stands above is worked out by, and apart from them those of before.
    private func addRows(to document: inout Document) {
        let rows = report.table.rows
        if report.functions.isEmpty { document.blank() }
        add(rows.filter(\.isCurrent), under: "Figures that count today", to: &document)
        document.blank()
        add(rows.filter { !$0.isCurrent }, under: "Earlier figures, and the guide's: they no longer count", to: &document)
    }

    private func add(_ rows: [QuotaTable.Row], under heading: String, to document: inout Document) {
        if rows.isEmpty { return }
        document.line(heading, .heading)
        var table = Table(header: ["what", "value", "as of", "source"])
        for row in rows { table.row(Span(row.name), Span(row.value), Span(row.date), Span(row.source, .faint)) }
        document.table(table)
    }
}
