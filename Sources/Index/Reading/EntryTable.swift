import Postings

/// Entries of one size that stand one after the other in a stream, and may go on in further chunks.
@safe struct EntryTable: ~Copyable {
  private let entrySize: Int
  private let entriesPerChunk: Int
  /// Entry 0 of the table within the first of the chunks.
  private let first: Int
  /// The start of the first chunk that holds the table, and of all if there are several: every one but the last holds entries
  /// to its end.
  private let firstChunk: UnsafeRawPointer?
  private let chunks: UnsafeMutablePointer<UnsafeRawPointer>?

  /// The entries `range` of a stream.
  ///
  /// - Throws: `PostingsError.truncated` if they are not all there, `IndexError.damaged`.
  init(_ stream: StreamID, _ range: Range<Int>, size: Int, in reader: SegmentReader) throws {
    let perChunk = stream.chunkCapacity / size
    let starts = unsafe try Self.chunks(of: stream, range, size: size, perChunk: perChunk, in: reader)
    entrySize = size
    entriesPerChunk = perChunk
    first = range.lowerBound % perChunk
    unsafe (firstChunk, chunks) = unsafe starts
  }

  deinit {
    unsafe chunks?.deallocate()
  }

  /// The bytes of an entry; `index` is below the number of entries, so there is a chunk that has it.
  @inline(__always)
  func entry(_ index: Int) -> UnsafeRawPointer {
    let place = first &+ index
    if place < entriesPerChunk { return unsafe firstChunk.unsafelyUnwrapped + place &* entrySize }
    return unsafe chunks.unsafelyUnwrapped[place / entriesPerChunk] + place % entriesPerChunk &* entrySize
  }

  private static func chunks(
    of stream: StreamID, _ range: Range<Int>, size: Int, perChunk: Int, in reader: SegmentReader
  ) throws -> (first: UnsafeRawPointer?, all: UnsafeMutablePointer<UnsafeRawPointer>?) {
    guard !range.isEmpty else { return (nil, nil) }
    let whole = reader.segment.stream(stream)
    guard range.lowerBound >= 0, range.upperBound <= whole.length / size else { throw PostingsError.truncated }
    let numbers = range.lowerBound / perChunk...(range.upperBound - 1) / perChunk
    guard let first = unsafe try whole.chunk(numbers.lowerBound, in: reader.transaction).baseAddress else {
      throw PostingsError.truncated
    }
    guard numbers.count > 1 else { return unsafe (first, nil) }
    // All are found before memory is taken that an error would leave behind.
    var starts = unsafe [first]
    for number in numbers.dropFirst() {
      guard let start = unsafe try whole.chunk(number, in: reader.transaction).baseAddress else {
        throw PostingsError.truncated
      }
      unsafe starts.append(start)
    }
    let all = unsafe UnsafeMutablePointer<UnsafeRawPointer>.allocate(capacity: starts.count)
    for index in 0..<numbers.count { unsafe (all + index).initialize(to: starts[index]) }
    return unsafe (first, all)
  }
}
