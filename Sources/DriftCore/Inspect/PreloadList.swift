/// The entries of `preload_from_hub` in a README's front matter.
///
///     preload_from_hub:
///       - owner/model
///       - owner/other config.json,model.safetensors 8d56e3a045f9fb3e1d8872f92ee4a4f07f886b0a
package enum PreloadList {
    package static func entries(in readme: [UInt8]) -> [String] {
        var result: [String] = []
        var isOpen = false
        for line in String(decoding: readme, as: UTF8.self).split(whereSeparator: \.isNewline).dropFirst() {
            if line.hasPrefix("---") { break }
            let item = line.drop { $0 == " " }
            if isOpen, item.hasPrefix("- ") {
                result.append(String(item.dropFirst(2).filter { $0 != "\"" && $0 != "'" }))
            } else {
                isOpen = line.hasPrefix("preload_from_hub:")
            }
        }
        return result
    }
}
