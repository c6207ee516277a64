/// What an app says of an install that it makes when it starts.
enum StartLine {
    /// `Installing six`, `Installing torch and torchvision`, `Installing requirements...`: web interfaces run pip with its output kept to
    /// themselves. Other lines that begin so go on in prose, or with what they install from.
    static func intention(_ body: ByteView) -> InstallerEvent? {
        guard var rest = body.afterPrefix("Installing ") else { return nil }
        while rest.count > 0, rest.hasSuffix(".") { rest = rest.dropLast(1) }
        if rest.hasSuffix("…") { rest = rest.dropLast(3) }
        var (words, isPlain) = (0, true)
        rest.forEachWord { word in
            words += 1
            let isName = word.packageName != nil
            if words == 2 ? !word.equals("and") : !isName { isPlain = false }
        }
        return isPlain && (words == 1 || words == 3) ? .intention : nil
    }
}
