/// Text from a log that goes into messages: control characters and what could steer a terminal are left out.
enum Printable {
    static func text(_ raw: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in raw.unicodeScalars.prefix(4000) {
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse: result.append(" ")
            default: result.append(scalar)
            }
        }
        return String(result)
    }
}
