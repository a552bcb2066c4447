import Postings

/// Verifies the positions of the lists of a segment, one list after the other.
@safe final class PositionsChecker {
  private let reader: SegmentReader
  private let findings: SegmentFindings
  private var map: TokenMap
  /// The differences of the current group, aligned to 16 bytes.
  private let group: UnsafeMutablePointer<UInt32>
  /// Where the last group ends.
  private(set) var end = 0

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

  /// Goes before a list.
  func open(_ term: ArraySlice<UInt8>, _ entry: TermEntry) {
    if entry.positionsAddress != end {
      findings.damage("the list stands at \(entry.positionsAddress), not at \(end)", stream: .positions, term: term)
    }
    end = entry.positionsAddress
  }

  /// Looks whether the stream ends with the last list.
  func checkEnd() {
    guard end != reader.segment.stream(.positions).length else { return }
    findings.damage("the last list does not end where the stream does", stream: .positions)
  }

  /// Looks at the positions of the block of documents in which `walk` stands.
  func check(_ term: ArraySlice<UInt8>, _ walk: PostingsWalk) throws {
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
