import LMDB
import Postings

/// A stream as a cursor reads it: mostly again and again from the chunk where it read last, which costs no look-up and no
/// counting of references.
///
/// Unsafe in that it does not keep stream and transaction alive: the cursor that has it keeps their `SegmentReader`.
@safe struct StreamView {
  private let stream: Unmanaged<Stream>
  private let transaction: Unmanaged<ReadTransaction>
  /// The chunk that was read last, and the address that it begins at.
  private var chunk = unsafe UnsafeRawBufferPointer(start: nil, count: 0)
  private var chunkAddress = 0

  init(_ id: StreamID, of reader: SegmentReader) {
    unsafe stream = .passUnretained(reader.segment.stream(id))
    unsafe transaction = .passUnretained(reader.transaction)
  }

  /// The bytes from `address` to the end of its chunk.
  @inline(__always)
  mutating func window(at address: Int) throws -> UnsafeRawBufferPointer {
    let offset = address &- chunkAddress
    // An address before the chunk gives a number past its end.
    if unsafe UInt(bitPattern: offset) < UInt(bitPattern: chunk.count) {
      return unsafe UnsafeRawBufferPointer(rebasing: chunk[offset...])
    }
    return unsafe try otherWindow(at: address)
  }

  @inline(never)
  private mutating func otherWindow(at address: Int) throws -> UnsafeRawBufferPointer {
    let window = unsafe try stream._withUnsafeGuaranteedRef { stream in
      unsafe try transaction._withUnsafeGuaranteedRef { unsafe try stream.window(at: address, in: $0) }
    }
    let offset = address % IndexFormat.chunkCapacity
    chunkAddress = address &- offset
    unsafe chunk = unsafe UnsafeRawBufferPointer(
      start: window.baseAddress.map { unsafe $0 - offset }, count: window.count &+ offset)
    return unsafe window
  }
}
