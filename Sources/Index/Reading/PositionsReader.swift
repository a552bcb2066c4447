import Postings

/// Reads the positions of one block of documents after the other, forward within a block. Only those of wanted documents are
/// decoded: of a group the part that has them.
@safe struct PositionsReader: ~Copyable {
  private unowned(unsafe) let reader: SegmentReader
  private var stream: StreamView
  /// The differences of the current group, 128 numbers, aligned to 64 bytes; behind them are as many spare ones.
  private let group: UnsafeMutablePointer<UInt32>

  /// Positions in all groups of the block.
  private var total = 0
  /// The first position of the current group, counted from the start of the block, how many it has, and where it stands.
  private var groupStart = 0
  private var groupCount = 0
  private var groupAddress = 0
  /// How much of the current group, if it is a full one, has been decoded.
  private var decoding = Decoding.nothing
  /// How many numbers of the current group, if it is a short one, were passed, and the bytes of these.
  private var passedCount = 0
  private var passedSize = 0

  /// Where `nextDifferences` goes on.
  private var nextStart = 0

  private enum Decoding { case nothing, part, all }

  init(reader: SegmentReader) {
    unsafe self.reader = reader
    stream = StreamView(.positions, of: reader)
    unsafe group = reader.positionBuffers.take()
  }

  deinit {
    unsafe reader.positionBuffers.giveBack(group)
  }

  /// Room for 128 numbers, all initialised, aligned to 64 bytes, for whatever the owner of the reader wants.
  var spareNumbers: UnsafeMutablePointer<UInt32> { unsafe group + PositionGroup.count }

  /// Begins a block, whose `total` positions are in groups from `address` on.
  mutating func open(at address: Int, total: Int) {
    self.total = total
    groupStart = 0
    nextStart = 0
    enterGroup(behind: address)
  }

  /// Reads the positions of one document: `count` of them, behind `start` others of the block. No later call may ask for
  /// earlier ones. There is room for them at `positions`.
  ///
  /// - Throws: `PostingsError`, `IndexError.damaged`.
  mutating func read(from start: Int, count: Int, into positions: UnsafeMutablePointer<UInt32>) throws {
    var position: UInt32 = 0
    var done = 0
    while done < count {
      let places = try load(from: start &+ done, atMost: count &- done)
      for place in places {
        unsafe position &+= group[place]
        unsafe positions[done] = position
        done &+= 1
      }
    }
  }

  /// Keeps those of ascending numbers that are positions of a document once `offset` is added. The document has `count`, behind
  /// `start` others of the block. No later call may ask for earlier ones. Reading ends with the last number.
  ///
  /// - Returns: how many numbers are left, of `numberCount`.
  /// - Throws: `PostingsError`, `IndexError.damaged`.
  mutating func keep(
    _ numbers: UnsafeMutablePointer<UInt32>, count numberCount: Int, offset: UInt32, from start: Int, count: Int
  ) throws -> Int {
    var search = unsafe PositionSearch(numbers, count: numberCount, offset: offset)
    var done = 0
    while done < count, !search.isOver {
      let places = try load(from: start &+ done, atMost: count &- done)
      unsafe search.go(through: group + places.lowerBound, count: places.count)
      done &+= places.count
    }
    return search.keptCount
  }

  /// The differences of positions that come next, at least one and at most `limit`, as they are stored: valid until the next
  /// call. Not to be mixed with other ways of reading within a block.
  ///
  /// - Throws: `PostingsError`, `IndexError.damaged`.
  mutating func nextDifferences(_ limit: Int) throws -> UnsafeBufferPointer<UInt32> {
    guard nextStart < total else { throw PostingsError.truncated }
    if nextStart >= groupStart &+ PositionGroup.count { try passGroups(before: nextStart) }
    // Whoever begins a group goes on through it.
    if decoding == .nothing { decoding = .part }
    let places = try load(from: nextStart, atMost: min(limit, total &- nextStart))
    nextStart &+= places.count
    return unsafe UnsafeBufferPointer(start: group + places.lowerBound, count: places.count)
  }

  /// Passes over so many differences.
  ///
  /// - Throws: `PostingsError`, `IndexError.damaged`.
  mutating func skipDifferences(_ count: Int) throws {
    var left = count
    while left > 0 { left &-= unsafe try nextDifferences(left).count }
  }

  /// Decodes differences from one on, at most `count`: those that stand in one group.
  ///
  /// - Returns: their places in `group`.
  private mutating func load(from start: Int, atMost count: Int) throws -> Range<Int> {
    // Only in a damaged index is there one that has passed, or is not there.
    guard start >= groupStart, start &+ count <= total else { throw PostingsError.truncated }
    if start >= groupStart &+ PositionGroup.count { try passGroups(before: start) }
    let place = start &- groupStart
    let places = place..<min(groupCount, place &+ count)
    if groupCount == PositionGroup.count { try decode(places) } else { try decodeShortGroup(places) }
    return places
  }

  /// Makes the group current that begins with the position `groupStart` and stands behind what ends at `address`.
  @inline(__always)
  private mutating func enterGroup(behind address: Int) {
    groupCount = min(total &- groupStart, PositionGroup.count)
    groupAddress = ChunkLayout.place(address, maximumByteCount: PositionGroup.maximumByteCount(groupCount))
    decoding = .nothing
    passedCount = 0
    passedSize = 0
  }

  /// Passes over full groups up to the one that has the position `start`, which is not in the current one.
  private mutating func passGroups(before start: Int) throws {
    while start >= groupStart &+ PositionGroup.count {
      let window = unsafe try stream.window(at: groupAddress)
      var offset = 0
      repeat {
        unsafe offset &+= try PatchedGroup.byteCount(UnsafeRawBufferPointer(rebasing: window[offset...]))
        groupStart &+= PositionGroup.count
        // As long as two groups have room, the next one surely stands there.
      } while start >= groupStart &+ PositionGroup.count && window.count &- offset >= 2 &* PatchedGroup.maximumByteCount
      enterGroup(behind: groupAddress &+ offset)
    }
  }

  /// Decodes some places of the current group, a full one: whoever asks for a second part may ask for all.
  @inline(__always)
  private mutating func decode(_ places: Range<Int>) throws {
    switch decoding {
    case .all:
      return
    case .nothing:
      unsafe reader.counts.positionGroups &+= 1
      unsafe try PatchedGroup.decode(stream.window(at: groupAddress), places: places, into: group)
      decoding = .part
    case .part:
      unsafe try PatchedGroup.decode(stream.window(at: groupAddress), into: group)
      decoding = .all
    }
  }

  /// Decodes some places of the current group, a short one.
  private mutating func decodeShortGroup(_ places: Range<Int>) throws {
    let window = unsafe try stream.window(at: groupAddress)
    if passedSize == 0 { unsafe reader.counts.positionGroups &+= 1 }
    guard places.lowerBound >= passedCount, passedSize <= window.count, let start = window.baseAddress else {
      throw PostingsError.truncated
    }
    let end = unsafe start + window.count
    var cursor = unsafe start + passedSize
    unsafe try VarInt.skip(&cursor, count: places.lowerBound &- passedCount, end: end)
    for place in places { unsafe group[place] = try VarInt.read32(&cursor, end: end) }
    passedCount = places.upperBound
    passedSize = unsafe cursor - start
  }
}
