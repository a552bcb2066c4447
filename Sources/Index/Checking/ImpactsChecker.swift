import Postings

/// Verifies what bounds the scores of the lists of a segment, one list after the other.
struct ImpactsChecker {
  private let reader: SegmentReader
  private let norms: Norms
  private let findings: SegmentFindings
  /// The current list.
  private var name: ArraySlice<UInt8> = []
  private var entry: TermEntry?
  private var block = ImpactTally()
  private var superblock = ImpactTally()
  /// How many entries there were.
  private var count = 0

  init(reader: SegmentReader, norms: Norms, findings: SegmentFindings) {
    self.reader = reader
    self.norms = norms
    self.findings = findings
  }

  /// Goes before a list.
  mutating func open(_ name: ArraySlice<UInt8>, _ entry: TermEntry) {
    if entry.impactIndex != count {
      findings.damage(
        "the list has the entries from \(entry.impactIndex) on, not from \(count)", stream: .impacts, term: name)
    }
    self.name = name
    self.entry = entry
    if entry.documentFrequency >= DocumentBlock.count { superblock.removeAll() }
  }

  /// Looks at the entry of the block in which `walk` stands, and if 32 full ones end there, at that of all of them.
  mutating func check(_ walk: PostingsWalk) throws {
    guard let entry, entry.documentFrequency >= DocumentBlock.count else { return }
    block.removeAll()
    for index in 0..<walk.count {
      block.add(frequency: UInt32(walk.frequency(index)), norm: norms[walk.document(index)])
    }
    let number = entry.impactIndex + walk.block + walk.block / IndexFormat.blocksPerSuperblock
    try compare(block, with: number, "block \(walk.block)")
    guard walk.isFullBlock else { return }
    superblock.add(block)
    guard (walk.block + 1) % IndexFormat.blocksPerSuperblock == 0 else { return }
    try compare(superblock, with: number + 1, "the \(IndexFormat.blocksPerSuperblock) blocks up to \(walk.block)")
    superblock.removeAll()
  }

  /// Looks whether the stream ends with the last list.
  func checkEnd() {
    guard count * Impacts.byteCount != reader.segment.stream(.impacts).length else { return }
    findings.damage("\(count) entries do not make up the length of the stream", stream: .impacts)
  }

  private mutating func compare(_ tally: ImpactTally, with number: Int, _ what: String) throws {
    count += 1
    let table = try EntryTable(.impacts, number..<number + 1, size: Impacts.byteCount, in: reader)
    let impacts = unsafe Impacts(table.entry(0))
    let pairCount = (0..<Impacts.count).prefix { impacts.frequencies[$0] > 0 }.count
    if (pairCount..<Impacts.count).contains(where: { impacts.frequencies[$0] > 0 }) {
      findings.damage("the entry of \(what) has a pair behind its end", stream: .impacts, term: name)
    } else if !tally.isCovered(by: impacts) {
      findings.damage("the entry of \(what) does not bound all of its postings", stream: .impacts, term: name)
    } else if !tally.holds(frequency: impacts.frequencies[0], norm: impacts.norms[0]) {
      findings.damage("the first pair of \(what) is that of none of its postings", stream: .impacts, term: name)
    }
  }
}
