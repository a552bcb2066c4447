import Postings

/// Verifies positions and skip entries of the lists of a segment, one list after the other.
@safe final class PositionsChecker {
  private let reader: SegmentReader
  private let findings: SegmentFindings
  private var map: TokenMap
  /// The differences of the current group, aligned to 16 bytes.
  private let group: UnsafeMutablePointer<UInt32>
  /// Where the last group ends, and how many skip entries there were.
  private var end = 0
  private var skipCount = 0

  /// How many positions were read.
  private(set) var positionCount = 0

  init(reader: SegmentReader, findings: SegmentFindings, map: TokenMap) {
    self.reader = reader
    self.findings = findings
    self.map = map
    unsafe group = UnsafeMutableRawPointer.allocate(byteCount: 512, alignment: 64)
      .bindMemory(to: UInt32.self, capacity: 128)
    unsafe group.initialize(repeating: 0, count: 128)
  }

  deinit {
    unsafe group.deallocate()
  }

  /// Looks at the list that `walk` stands before, whose documents are known to be right.
  func check(_ term: ArraySlice<UInt8>, _ entry: TermEntry, _ walk: PostingsWalk) throws {
    if entry.positionsAddress != end {
      findings.damage("the list stands at \(entry.positionsAddress), not at \(end)", stream: .positions, term: term)
    }
    if entry.documentFrequency >= DocumentBlock.count, entry.skipIndex != skipCount {
      findings.damage(
        "the list has the skip entries from \(entry.skipIndex) on, not from \(skipCount)", stream: .skips, term: term)
    }
    end = entry.positionsAddress
    while try walk.next() {
      try checkPositions(of: term, walk)
      guard walk.isFullBlock else { continue }
      skipCount += 1
      let skip = try reader.skipEntry(entry.skipIndex &+ walk.block)
      let isRight =
        skip.lastDocument == walk.document(walk.count - 1)
        && skip.documentsOffset == walk.end - entry.documentsAddress
        && skip.positionsOffset == end - entry.positionsAddress
      if !isRight { findings.damage("the skip entry of block \(walk.block) is wrong", stream: .skips, term: term) }
    }
  }

  /// Looks whether the streams end with the last list.
  func checkEnd() {
    if end != reader.segment.stream(.positions).length {
      findings.damage("the last list does not end where the stream does", stream: .positions)
    }
    if skipCount * IndexFormat.skipEntrySize != reader.segment.stream(.skips).length {
      findings.damage("\(skipCount) full blocks do not make up the length of the stream", stream: .skips)
    }
  }

  private func checkPositions(of term: ArraySlice<UInt8>, _ walk: PostingsWalk) throws {
    var remaining = 0
    for index in 0..<walk.count { remaining += walk.frequency(index) }
    var next = 0
    var count = 0
    for index in 0..<walk.count {
      let document = walk.document(index)
      var position: UInt64 = 0
      for occurrence in 0..<walk.frequency(index) {
        if next == count {
          count = try decodeGroup(of: remaining)
          remaining -= count
          next = 0
        }
        let difference = unsafe group[next]
        next += 1
        position += UInt64(difference)
        if occurrence > 0, difference == 0 {
          findings.damage("the positions do not ascend", stream: .positions, term: term, document: document)
        } else if let message = map.take(position, of: document) {
          findings.damage(message, stream: .positions, term: term, document: document)
        }
        positionCount += 1
      }
    }
  }

  /// Decodes the next group, where `remaining` positions of the block are left, and returns how many it has.
  private func decodeGroup(of remaining: Int) throws -> Int {
    let count = min(remaining, PositionGroup.count)
    let address = ChunkLayout.place(end, maximumByteCount: PositionGroup.maximumByteCount(count))
    guard try reader.isUnit(at: address, of: .positions, behind: end) else {
      throw IndexError.damaged("the bytes between two groups of positions are not zero")
    }
    end = unsafe try address + PositionGroup.decode(reader.window(.positions, at: address), count: count, into: group)
    return count
  }
}
