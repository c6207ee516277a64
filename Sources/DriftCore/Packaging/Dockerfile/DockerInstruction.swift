/// One instruction of a Dockerfile as BuildKit's parser joins it, with the place of each byte.
///
///     RUN --mount=type=cache,target=/root/.cache \
///         pip install numpy \
///         # comments and empty lines in between do not end it
///         && pip cache purge
struct DockerInstruction {
    /// In capitals: `RUN`.
    let keyword: String
    /// What stands behind the keyword; the texts of here-documents follow, each behind a line feed.
    let joined: [UInt8]
    /// Where each byte of `joined` stands in the file.
    let origins: [Int]
    /// In which physical line each byte of `joined` stands, from 1.
    let numbers: [Int]
    /// The physical line of the keyword, from 1.
    let number: Int
    /// Where the here-documents' texts begin in `joined`; `nil`: there are none.
    let hereDocuments: Int?
    /// What continues a line: `\`, or what the file's `# escape=` says.
    let escape: UInt8

    /// All of a file, in its order. Never fails: what is no instruction has a keyword that nobody knows.
    static func all(in bytes: [UInt8]) -> [DockerInstruction] {
        var reader = Reader(bytes)
        return reader.run()
    }

    private struct Reader {
        let bytes: [UInt8]
        let lines: [LineSplitting.Line]
        var index = 0
        var escape = UInt8(ascii: "\\")

        init(_ bytes: [UInt8]) {
            self.bytes = bytes
            var lines: [LineSplitting.Line] = []
            var start = 0
            for (position, byte) in bytes.enumerated() where byte == 0x0A {
                let end = position > start && bytes[position - 1] == 0x0D ? position - 1 : position
                lines.append(LineSplitting.Line(content: start..<end, terminator: end..<position + 1))
                start = position + 1
            }
            if start < bytes.count { lines.append(LineSplitting.Line(content: start..<bytes.count, terminator: bytes.count..<bytes.count)) }
            self.lines = lines
        }

        mutating func run() -> [DockerInstruction] {
            readDirectives()
            var result: [DockerInstruction] = []
            while index < lines.count {
                if isSkipped(lines[index].content) { index += 1 } else { result.append(instruction()) }
            }
            return result
        }

        /// `# escape=` followed by the character, before everything else.
        private mutating func readDirectives() {
            for line in lines {
                let text = String(decoding: bytes[line.content], as: UTF8.self).filter { $0 != " " && $0 != "\t" }
                guard text.hasPrefix("#"), let equals = text.firstIndex(of: "=") else { return }
                if text[..<equals].lowercased() == "#escape", text[equals...].dropFirst() == "`" { escape = UInt8(ascii: "`") }
            }
        }

        private func isSkipped(_ content: Range<Int>) -> Bool {
            let first = bytes[content].first { $0 != 0x20 && $0 != 0x09 && $0 != 0x0D }
            return first == nil || first == UInt8(ascii: "#")
        }

        private mutating func instruction() -> DockerInstruction {
            let number = index + 1
            var joined: [UInt8] = []
            var origins: [Int] = []
            var numbers: [Int] = []
            while index < lines.count {
                var content = lines[index].content
                index += 1
                // Within an instruction, comments and empty lines count for nothing.
                if !joined.isEmpty || number != index, isSkipped(content) { continue }
                let last = bytes[content].lastIndex { $0 != 0x20 && $0 != 0x09 }
                let isContinued = last.map { bytes[$0] == escape } ?? false
                if isContinued, let last { content = content.lowerBound..<last }
                joined += bytes[content]
                origins += content
                numbers += repeatElement(index, count: content.count)
                if !isContinued { break }
            }
            let start = joined.firstIndex { $0 != 0x20 && $0 != 0x09 } ?? joined.count
            let end = joined[start...].firstIndex { $0 == 0x20 || $0 == 0x09 } ?? joined.count
            let keyword = String(decoding: joined[start..<end], as: UTF8.self).uppercased()
            joined.removeFirst(end)
            origins.removeFirst(end)
            numbers.removeFirst(end)
            let names = ["RUN", "COPY", "ADD"].contains(keyword) ? Self.hereDocumentNames(in: joined) : []
            let hereDocuments = names.isEmpty ? nil : joined.count
            for name in names { read(hereDocument: name, &joined, &origins, &numbers) }
            return DockerInstruction(
                keyword: keyword,
                joined: joined,
                origins: origins,
                numbers: numbers,
                number: number,
                hereDocuments: hereDocuments,
                escape: escape
            )
        }

        /// Up to a line that is its name.
        private mutating func read(hereDocument name: String, _ joined: inout [UInt8], _ origins: inout [Int], _ numbers: inout [Int]) {
            while index < lines.count {
                let line = lines[index]
                index += 1
                if String(decoding: bytes[line.content], as: UTF8.self).drop(while: { $0 == "\t" }) == name { return }
                joined.append(0x0A)
                origins.append(line.content.lowerBound)
                joined += bytes[line.content]
                origins += line.content
                numbers += repeatElement(index, count: line.content.count + 1)
            }
        }

        /// `EOF` of `<<EOF`, `<<-"EOF"`.
        private static func hereDocumentNames(in joined: [UInt8]) -> [String] {
            var names: [String] = []
            var rest = joined[...]
            while let found = rest.firstIndex(of: UInt8(ascii: "<")) {
                rest = rest[(found + 1)...]
                guard rest.first == UInt8(ascii: "<") else { continue }
                rest = rest.dropFirst()
                if rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
                if let quote = rest.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") { rest = rest.dropFirst() }
                let name = rest.prefix { $0 == UInt8(ascii: "_") || $0.isAlphanumeric }
                if !name.isEmpty { names.append(String(decoding: name, as: UTF8.self)) }
                rest = rest.dropFirst(name.count)
            }
            return names
        }
    }
}
