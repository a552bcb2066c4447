public import Postings

/// The lengths of a segment's documents as `SmallFloat` codes, one byte each, read in place.
@safe public final class Norms {
  @usableFromInline static let documentsPerChunk = 131_072

  /// Chunks by number; each holds `documentsPerChunk` bytes but the last. Valid while the snapshot is.
  @usableFromInline let chunks: UnsafeMutablePointer<UnsafePointer<UInt8>>
  @usableFromInline let chunkCount: Int

  init(reader: SegmentReader) throws {
    precondition(Self.documentsPerChunk == IndexFormat.arrayChunkCapacity)
    let stream = reader.segment.stream(.norms)
    chunkCount = stream.chunkCount
    unsafe chunks = .allocate(capacity: max(chunkCount, 1))
    for index in 0..<chunkCount {
      guard let start = unsafe try stream.chunk(index, in: reader.transaction).baseAddress else { continue }
      unsafe (chunks + index).initialize(to: start.assumingMemoryBound(to: UInt8.self))
    }
  }

  deinit {
    unsafe chunks.deallocate()
  }

  /// The codes of all documents, if they lie together: the one of document n is at n. Valid while the snapshot is.
  @inlinable public var contiguous: UnsafePointer<UInt8>? { unsafe chunkCount == 1 ? chunks[0] : nil }

  /// The code of a document, which must be below the segment's count: the stream was found to have a byte for each.
  @inlinable
  public subscript(document: DocID) -> UInt8 {
    unsafe chunks[Int(document &>> 17)][Int(document & 0x1_FFFF)]
  }
}
