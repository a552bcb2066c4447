import Postings

/// Entries of one size that stand one after the other in a stream, and may go on in further chunks.
@safe struct EntryTable: ~Copyable {
  /// The entries themselves; good for as long as the table is.
  let entries: EntryView

  /// The entries `range` of a stream.
  ///
  /// - Throws: `PostingsError.truncated` if they are not all there, `IndexError.damaged`.
  init(_ stream: StreamID, _ range: Range<Int>, size: Int, in reader: SegmentReader) throws {
    let perChunk = stream.chunkCapacity / size
    let starts = unsafe try Self.chunks(of: stream, range, size: size, perChunk: perChunk, in: reader)
    unsafe entries = EntryView(
      entrySize: size, entriesPerChunk: perChunk, first: range.lowerBound % perChunk, firstChunk: starts.first,
      chunks: starts.all)
  }

  deinit {
    unsafe entries.chunks?.deallocate()
  }

  /// The bytes of an entry; `index` is below the number of entries.
  @inline(__always)
  func entry(_ index: Int) -> UnsafeRawPointer { unsafe entries[index] }

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
