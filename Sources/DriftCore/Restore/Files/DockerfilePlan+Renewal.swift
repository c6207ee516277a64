/// What a later call installs anew is no longer what an earlier one pinned.
///
///     RUN uv pip install -r requirements.txt && uv pip install -U httpx     ->     … && uv pip install httpx==0.27.0
extension DockerfilePlan {
    mutating func dropRenewals() {
        let installing = dockerfile.installs.filter { !$0.requirementFiles.isEmpty || InstallPlace.installsPackages($0) }
        for install in installing.dropFirst() where install.renewal == .all {
            for word in install.renewals { remove(word) }
            guard !install.renewals.isEmpty else { continue }
            let text = install.renewals.map { String(decoding: dockerfile.bytes[$0], as: UTF8.self) }.joined(separator: " ")
            let sentence = "\(text) is gone: it would install other versions of what an earlier call has pinned"
            notes.append(RestoreNote("dockerfile.renewal", "Dockerfile:\(install.line)", sentence))
        }
    }

    /// A word with one blank beside it.
    private mutating func remove(_ word: Range<Int>) {
        let isFollowed = word.upperBound < dockerfile.bytes.count && dockerfile.bytes[word.upperBound] == 0x20
        let range = isFollowed ? word.lowerBound..<word.upperBound + 1 : word.lowerBound - 1..<word.upperBound
        replacements.append((range, ""))
    }
}

extension DockerInstall {
    /// What of the packages that are there already it installs anew.
    var renewal: BuildStep.Renewal {
        let words = PipArguments.choices(in: arguments + inherited)
        return BuildStep(kind: .requirements, arguments: words, program: isUV ? .uv : .pip).renewal
    }
}
