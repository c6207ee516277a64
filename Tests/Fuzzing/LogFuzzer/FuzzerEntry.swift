/// What libFuzzer calls with each input; it is looked up by its C name.
@_cdecl("LLVMFuzzerTestOneInput")
package func testOneInput(_ start: UnsafeRawPointer?, _ count: Int) -> CInt {
    LogInput(UnsafeRawBufferPointer(start: start, count: count)).check()
    return 0
}
