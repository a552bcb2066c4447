import Postings

/// Reads the positions of one block of documents, forward only, and only the groups that are asked for.
@safe final class PositionsReader {
  private let reader: SegmentReader
  /// The group that was decoded last, aligned to 16 bytes.
  private let group: UnsafeMutablePointer<UInt32>
  /// The positions of one document.
  private var positions: UnsafeMutablePointer<UInt32>
  private var capacity = 128

  /// How many numbers the block of documents has in all.
  private var total = 0
  /// The first number of the decoded group, and how many it has; none at first.
  private var groupStart = 0
  private var groupCount = 0
  /// Where the group behind the decoded one stands.
  private var nextAddress = 0

  init(reader: SegmentReader) {
    self.reader = reader
    unsafe group = UnsafeMutableRawPointer.allocate(byteCount: 512, alignment: 64).bindMemory(
      to: UInt32.self, capacity: 128)
    unsafe group.initialize(repeating: 0, count: 128)
    unsafe positions = .allocate(capacity: capacity)
  }

  deinit {
    unsafe group.deallocate()
    unsafe positions.deallocate()
  }

  /// Goes to the positions of a block of documents whose frequencies have the sum `total`.
  func open(at address: Int, total: Int) {
    self.total = total
    groupStart = 0
    groupCount = 0
    nextAddress = address
  }

  /// The positions of the document whose first number is the block's number `start`; valid until the next call.
  func read(from start: Int, count: Int) throws -> UnsafeBufferPointer<UInt32> {
    guard count <= IndexFormat.maximumDocumentLength else {
      throw IndexError.damaged("a document claims to hold one term \(count) times")
    }
    var position: UInt32 = 0
    var done = 0
    try skipGroups(before: start)
    while done < count {
      if start &+ done >= groupStart &+ groupCount { try decodeGroup() }
      let offset = start &+ done &- groupStart
      let available = min(groupCount &- offset, count &- done)
      if done &+ available > capacity { grow(toHold: done &+ available, keeping: done) }
      for index in 0..<available {
        unsafe position &+= group[offset &+ index]
        unsafe positions[done &+ index] = position
      }
      done &+= available
    }
    return unsafe UnsafeBufferPointer(start: positions, count: count)
  }

  /// Steps over whole groups that end before the number `start`.
  private func skipGroups(before start: Int) throws {
    while true {
      let next = groupStart &+ groupCount
      guard start >= next &+ PositionGroup.count else { return }
      let address = ChunkLayout.place(
        nextAddress, maximumByteCount: PositionGroup.maximumByteCount(PositionGroup.count))
      nextAddress = address &+ (unsafe try PositionGroup.fullByteCount(reader.window(.positions, at: address)))
      groupStart = next
      groupCount = PositionGroup.count
    }
  }

  private func decodeGroup() throws {
    let next = groupStart &+ groupCount
    let count = min(total &- next, PositionGroup.count)
    guard count > 0 else { throw PostingsError.truncated }
    let address = ChunkLayout.place(nextAddress, maximumByteCount: PositionGroup.maximumByteCount(count))
    let size = unsafe try PositionGroup.decode(reader.window(.positions, at: address), count: count, into: group)
    nextAddress = address &+ size
    groupStart = next
    groupCount = count
  }

  private func grow(toHold count: Int, keeping kept: Int) {
    let larger = max(count, 2 * capacity)
    let moved = UnsafeMutablePointer<UInt32>.allocate(capacity: larger)
    unsafe moved.update(from: positions, count: kept)
    unsafe positions.deallocate()
    unsafe positions = moved
    capacity = larger
  }
}
