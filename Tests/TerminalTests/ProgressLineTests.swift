import Terminal
import TestSupport
import Testing

@Suite struct ProgressLineTests {
  private func line(_ documents: UInt64, _ bytes: Int, of total: Int?, after seconds: Double) -> ProgressLine {
    let done = Quantity.count(documents, "document", "documents")
    return ProgressLine(done: done, bytes: bytes, totalBytes: total, seconds: seconds)
  }

  @Test func itFillsTheTerminalAsFarAsItHasRoom() {
    let half = line(48_211, 500_000_000, of: 1_000_000_000, after: 10)
    #expect(
      half.text(columns: 80) == "48,211 documents, 50 MB/s, 10 s left  [#################-----------------] 50 %")
    #expect(half.text(columns: 40) == "48,211 documents, 50 MB/s, 10 s left")
    #expect(half.text(columns: 30) == "48,211 documents, 50 MB/s")
    #expect(half.text(columns: 20) == "48,211 documents")
    #expect(line(1, 0, of: 100, after: 0).text(columns: 40) == "1 document  [---------------------] 0 %")
  }

  @Test func aPipeHasNoTimeLeft() {
    #expect(line(7, 4_200_000, of: nil, after: 2).text(columns: 80) == "7 documents, 2.1 MB/s")
  }

  @Test func theTimeLeftIsNotToldTooSoon() {
    #expect(!line(7, 5, of: 10, after: 0.9).text(columns: 80).contains("left"))
    #expect(line(7, 5, of: 10, after: 1.1).text(columns: 80).contains("1 s left"))
    #expect(line(7, 5, of: 10_000, after: 100).text(columns: 80).contains("2 d 7 h left"))
  }

  @Test(arguments: 1...4 as ClosedRange<UInt64>)
  func noLineIsTooLong(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    for _ in 0..<2000 {
      let columns = 30 + random.below(120)
      let total = random.below(3) == 0 ? nil : random.below(1 << (1 + random.below(50)))
      let line = line(
        random.next() >> UInt64(24 + random.below(40)), random.below(1 << (1 + random.below(50))), of: total,
        after: Double(random.below(100_000)) / 7)
      let text = line.text(columns: columns)
      #expect(text.count < columns || !text.contains(","), "\(line)")
    }
  }
}
