import LMDB
import Postings
import Synchronization

/// A stream of an open segment: its chunks lie in LMDB's memory map, each verified against its checksum at first use.
///
/// Chunk pointers are kept for as long as the segment is: a large chunk is an overflow value of LMDB, which does not move,
/// and its pages are not reused while any snapshot that names the segment is held. Whoever reads holds such a snapshot.
/// A small chunk shares its page with other values and moves whenever one of them is written: of it a copy is kept.
@safe final class Stream: Sendable {
  /// A value of fewer bytes may share a page: LMDB's pages have at most 32 KB, and hold two values at least.
  private static let leastOverflowSize = 16_384

  let id: StreamID
  /// Bytes in all chunks together.
  let length: Int
  private let segmentID: UInt32
  private let capacity: Int
  private let checksums: [UInt32]
  /// Addresses of the verified chunks, 0 where a chunk has not been used yet. Those of small chunks are of memory of ours.
  ///
  /// Unsafe only in that the array is ours to free: every element is atomic, and there are `checksums.count` of them.
  nonisolated(unsafe) private let addresses: UnsafeMutablePointer<Atomic<UInt>>

  init(segmentID: UInt32, id: StreamID, description: SegmentDescriptor.Stream?) {
    self.segmentID = segmentID
    self.id = id
    length = Int(description?.length ?? 0)
    capacity = id.chunkCapacity
    checksums = description?.checksums ?? []
    unsafe addresses = .allocate(capacity: max(checksums.count, 1))
    for index in checksums.indices { unsafe (addresses + index).initialize(to: Atomic(0)) }
  }

  deinit {
    for index in checksums.indices where size(of: index) < Self.leastOverflowSize {
      unsafe UnsafeRawPointer(bitPattern: addresses[index].load(ordering: .acquiring))?.deallocate()
    }
    unsafe addresses.deinitialize(count: checksums.count)
    unsafe addresses.deallocate()
  }

  var chunkCount: Int { checksums.count }

  /// The bytes from `address` to the end of its chunk.
  func window(at address: Int, in transaction: ReadTransaction) throws -> UnsafeRawBufferPointer {
    guard address >= 0, address < length else {
      throw IndexError.damaged("\(id.name) of segment \(segmentID) is addressed at \(address), past its end")
    }
    let index = address / capacity
    let chunk = unsafe try chunk(index, in: transaction)
    let offset = address &- index &* capacity
    return unsafe UnsafeRawBufferPointer(rebasing: chunk[offset...])
  }

  /// A whole chunk. `index` must be below `chunkCount`.
  func chunk(_ index: Int, in transaction: ReadTransaction) throws -> UnsafeRawBufferPointer {
    let size = size(of: index)
    let address = unsafe addresses[index].load(ordering: .acquiring)
    if let pointer = unsafe UnsafeRawPointer(bitPattern: address) {
      return unsafe UnsafeRawBufferPointer(start: pointer, count: size)
    }
    return unsafe try verifiedChunk(index, size: size, in: transaction)
  }

  private func verifiedChunk(_ index: Int, size: Int, in transaction: ReadTransaction) throws -> UnsafeRawBufferPointer
  {
    let chunk = unsafe try storedChunk(index, in: transaction)
    guard chunk.count == size else {
      throw IndexError.damaged(
        "chunk \(index) of \(id.name) of segment \(segmentID) has \(chunk.count) bytes, \(size) were expected")
    }
    guard unsafe CRC32C.checksum(chunk) == checksums[index] else {
      throw IndexError.damaged("the checksum of chunk \(index) of \(id.name) of segment \(segmentID) does not match")
    }
    guard size < Self.leastOverflowSize else {
      unsafe addresses[index].store(UInt(bitPattern: chunk.baseAddress), ordering: .releasing)
      return unsafe chunk
    }
    return unsafe UnsafeRawBufferPointer(start: keepCopy(of: chunk, as: index), count: size)
  }

  /// Copies a small chunk, unless another thread was faster, and returns where its copy lies from now on.
  private func keepCopy(of chunk: UnsafeRawBufferPointer, as index: Int) -> UnsafeRawPointer {
    let copy = UnsafeMutableRawPointer.allocate(byteCount: chunk.count, alignment: 64)
    unsafe UnsafeMutableRawBufferPointer(start: copy, count: chunk.count).copyMemory(from: chunk)
    let (_, earlier) = unsafe addresses[index].compareExchange(
      expected: 0, desired: UInt(bitPattern: copy), ordering: .acquiringAndReleasing)
    if let kept = unsafe UnsafeRawPointer(bitPattern: earlier) {
      unsafe copy.deallocate()
      return unsafe kept
    }
    return UnsafeRawPointer(copy)
  }

  private func size(of index: Int) -> Int { min(capacity, length &- index &* capacity) }

  private func storedChunk(_ index: Int, in transaction: ReadTransaction) throws -> UnsafeRawBufferPointer {
    let key = ChunkKey(segment: segmentID, stream: id.rawValue, chunk: UInt32(index))
    guard let chunk = unsafe try key.withBytes({ unsafe try transaction.get($0) }) else {
      throw IndexError.missingChunk(segment: segmentID, stream: id, chunk: index)
    }
    return unsafe chunk
  }
}
