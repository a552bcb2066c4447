import Postings

/// Verifies the skip entries of the lists of a segment, one list after the other.
struct SkipsChecker {
  private let reader: SegmentReader
  private let findings: SegmentFindings
  /// The current list.
  private var name: ArraySlice<UInt8> = []
  private var entry: TermEntry?
  /// How many entries there were.
  private var count = 0

  init(reader: SegmentReader, findings: SegmentFindings) {
    self.reader = reader
    self.findings = findings
  }

  /// Goes before a list.
  mutating func open(_ name: ArraySlice<UInt8>, _ entry: TermEntry) {
    if entry.skipIndex != count {
      findings.damage(
        "the list has the skip entries from \(entry.skipIndex) on, not from \(count)", stream: .skips, term: name)
    }
    self.name = name
    self.entry = entry
  }

  /// Looks at the entry of the block in which `walk` stands, if that has one.
  mutating func check(_ walk: PostingsWalk, positionsEnd: Int) throws {
    guard walk.isFullBlock, let entry else { return }
    count += 1
    let number = entry.skipIndex + walk.block
    let table = try EntryTable(.skips, number..<number + 1, size: IndexFormat.skipEntrySize, in: reader)
    let skip = unsafe SkipEntry(table.entry(0))
    let isRight =
      skip.lastDocument == walk.document(walk.count - 1) && skip.documentsOffset == walk.end - entry.documentsAddress
      && skip.positionsOffset == positionsEnd - entry.positionsAddress
    if !isRight { findings.damage("the skip entry of block \(walk.block) is wrong", stream: .skips, term: name) }
  }

  /// Looks whether the stream ends with the last list.
  func checkEnd() {
    guard count * IndexFormat.skipEntrySize != reader.segment.stream(.skips).length else { return }
    findings.damage("\(count) full blocks do not make up the length of the stream", stream: .skips)
  }
}
