import Terminal
import Testing

#if canImport(Glibc)
  import Glibc
#endif

@Suite struct ColumnWidthTests {
  @Test(arguments: [
    ("", 0), ("abc", 3), ("Łódź", 4), ("e\u{301}e\u{301}", 2), ("停火", 4), ("한글", 4), ("｡ｱ", 2), ("Ａ", 2),
    ("🐢", 2), ("⌚️", 2), ("☂", 1), ("👩\u{200D}👧", 4), ("\u{AD}", 1), ("שָׁלוֹם", 4), ("กำ", 2), ("ก็", 1),
  ])
  func textsTakeWhatTerminalsGiveThem(text: String, columns: Int) {
    #expect(text.unicodeScalars.reduce(0) { $0 + ColumnWidth.columns(of: $1) } == columns)
  }

  #if canImport(Glibc)
    /// What the C library says of every character that it knows.
    @Test func scalarsAreAsWideAsTheSystemSays() {
      guard let locale = unsafe newlocale(1 << LC_CTYPE, "C.UTF-8", nil) else { return }
      defer { unsafe freelocale(locale) }
      let previous = unsafe uselocale(locale)
      defer { _ = unsafe uselocale(previous) }
      // wcwidth(3), which glibc shows only to programs that ask for X/Open.
      typealias Width = @convention(c) (Int32) -> Int32
      guard let symbol = unsafe dlsym(nil, "wcwidth") else { return }
      let width = unsafe unsafeBitCast(symbol, to: Width.self)
      // Symbols of ambiguous width, which glibc has kept wide.
      let kept = [0x3248...0x324F, 0x4DC0...0x4DFF] as [ClosedRange<UInt32>]
      var wrong: [String] = []
      for value in 0xA0...0x10FFFF as ClosedRange<UInt32> where !kept.contains(where: { $0.contains(value) }) {
        guard let scalar = Unicode.Scalar(value) else { continue }
        let columns = width(Int32(value))
        if columns >= 0, ColumnWidth.columns(of: scalar) != Int(columns) { wrong.append(String(value, radix: 16)) }
      }
      #expect(wrong == [])
    }
  #endif
}
