import Postings

/// Reads the positions of one block of documents after the other, forward within a block: groups that no wanted document has
/// positions in are passed over without decoding.
@safe struct PositionsReader: ~Copyable {
  /// The differences of the current group, aligned to 16 bytes.
  private let group: UnsafeMutablePointer<UInt32>
  /// The positions that were read last; room for `capacity`.
  private var positions: UnsafeMutablePointer<UInt32>
  private var capacity = 128
  private var stream: StreamView

  /// Positions in all groups of the block.
  private var total = 0
  /// The first position of the current group, counted from the start of the block, and how many it has.
  private var groupStart = 0
  private var groupCount = 0
  /// How many differences of the current group `nextDifferences` has given.
  private var usedCount = 0
  /// Where the group after the current one is to be placed.
  private var nextAddress = 0

  init(reader: SegmentReader) {
    stream = StreamView(.positions, of: reader)
    unsafe group = UnsafeMutableRawPointer.allocate(byteCount: 512, alignment: 64).bindMemory(
      to: UInt32.self, capacity: 128)
    unsafe group.initialize(repeating: 0, count: 128)
    unsafe positions = .allocate(capacity: capacity)
  }

  deinit {
    unsafe group.deallocate()
    unsafe positions.deallocate()
  }

  /// Begins a block, whose `total` positions are in groups from `address` on.
  mutating func open(at address: Int, total: Int) {
    self.total = total
    groupStart = 0
    groupCount = 0
    usedCount = 0
    nextAddress = address
  }

  /// The positions of one document: `count` of them, behind `start` others of the block. No later call may ask for earlier
  /// ones. Valid until the next call.
  ///
  /// - Throws: `PostingsError`, `IndexError.damaged`.
  mutating func read(from start: Int, count: Int) throws -> UnsafeBufferPointer<UInt32> {
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
      let source = unsafe group + offset
      let target = unsafe positions + done
      for index in 0..<available {
        unsafe position &+= source[index]
        unsafe target[index] = position
      }
      done &+= available
    }
    return unsafe UnsafeBufferPointer(start: positions, count: count)
  }

  /// The differences of positions that come next, at least one and at most `limit`, as they are stored: valid until the next
  /// call. Not to be mixed with `read` within a block.
  ///
  /// - Throws: `PostingsError`, `IndexError.damaged`.
  mutating func nextDifferences(_ limit: Int) throws -> UnsafeBufferPointer<UInt32> {
    if usedCount == groupCount { try decodeGroup() }
    let count = min(limit, groupCount &- usedCount)
    defer { usedCount &+= count }
    return unsafe UnsafeBufferPointer(start: group + usedCount, count: count)
  }

  private mutating func skipGroups(before start: Int) throws {
    while true {
      let next = groupStart &+ groupCount
      guard start >= next &+ PositionGroup.count else { return }
      let address = ChunkLayout.place(
        nextAddress, maximumByteCount: PositionGroup.maximumByteCount(PositionGroup.count))
      nextAddress = address &+ (unsafe try PatchedGroup.byteCount(stream.window(at: address)))
      groupStart = next
      groupCount = PositionGroup.count
    }
  }

  private mutating func decodeGroup() throws {
    let next = groupStart &+ groupCount
    let count = min(total &- next, PositionGroup.count)
    guard count > 0 else { throw PostingsError.truncated }
    let address = ChunkLayout.place(nextAddress, maximumByteCount: PositionGroup.maximumByteCount(count))
    let size = unsafe try PositionGroup.decode(stream.window(at: address), count: count, into: group)
    nextAddress = address &+ size
    groupStart = next
    groupCount = count
    usedCount = 0
  }

  private mutating func grow(toHold count: Int, keeping kept: Int) {
    let larger = max(count, 2 * capacity)
    let moved = UnsafeMutablePointer<UInt32>.allocate(capacity: larger)
    unsafe moved.update(from: positions, count: kept)
    unsafe positions.deallocate()
    unsafe positions = moved
    capacity = larger
  }
}
