import Testing

@testable import DriftLogs

@Suite struct TextBytesTests {
    @Test("a literal is found where its bytes stand, whatever follows them")
    func literals() {
        let text = "COPY --from=builder /opt/venv /opt/venv"
        #expect(text.holds("--from="))
        #expect(!text.holds("--from=x"))
        #expect(!"".holds("a"))
        #expect(text.after("--from=") == "builder /opt/venv /opt/venv")
        #expect(text.from("/opt") == "/opt/venv /opt/venv")
        #expect(text.dropFirst(20).after("venv") == " /opt/venv")
        #expect(text.after("/usr") == nil)
        // A combining accent makes another character of the sign before it, but no other option.
        #expect("--from=\u{301}x".holds("--from="))
        #expect("pip install é==1".after("==") == "1")
    }

    @Test("parts between separators, empty ones left out")
    func parts() {
        #expect("/usr//local/lib/".parts(by: UInt8(ascii: "/")) == ["usr", "local", "lib"])
        #expect("é b".parts(by: .space) == ["é", "b"])
        #expect("".parts(by: .space) == [])
        #expect("///".parts(by: UInt8(ascii: "/")) == [])
    }
}
