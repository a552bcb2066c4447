import Platform
import TestSupport
import Testing

@testable import Index

/// Runs of bytes in compressed blocks, which a thread of its own compresses.
@Suite struct BlockRunTests {
  private struct Failure: Error {}

  private static let blockSize = 100
  private static let batchSize = BlockRunWriter.blocksPerBatch * blockSize

  /// The bytes of two streams that a run is written to.
  private final class Streams {
    var blocks: [UInt8] = []
    var index: [UInt8] = []

    func writer(_ makeCompressor: (() throws -> BlockCompressor)? = nil) -> BlockRunWriter {
      unsafe BlockRunWriter(
        blocks: StreamWriter(id: .stored) { [unowned self] _, _, bytes in unsafe blocks += bytes },
        index: StreamWriter(id: .storedIndex) { [unowned self] _, _, bytes in unsafe index += bytes },
        blockSize: blockSize, makeCompressor: makeCompressor)
    }
  }

  /// A compressor whose thread throws at a batch, from 0.
  private func failing(at number: Int) throws -> BlockCompressor {
    try BlockCompressor {
      let compressor = try Zstd.Compressor()
      var count = 0
      return { batch in
        defer { count += 1 }
        if count == number { throw Failure() }
        return try CompressedBlocks(batch, blockSize: Self.blockSize, by: compressor)
      }
    }
  }

  private func bytes(_ count: Int) -> [UInt8] {
    var random = SplitMix64(seed: UInt64(count))
    return (0..<count).map { _ in UInt8(truncatingIfNeeded: random.next() % 7) }
  }

  /// A batch that fails does so at a later call, the last one at the latest.
  @Test func anErrorOfTheThreadComesOut() throws {
    let inFlight = BlockCompressor.greatestBatchCount
    for number in [0, 1, inFlight - 1, inFlight, 2 * inFlight] {
      let streams = Streams()
      let writer = streams.writer { try failing(at: number) }
      for _ in 0..<number + inFlight { try writer.append(bytes(Self.batchSize)) }
      #expect(throws: Failure.self) { try writer.append(bytes(Self.batchSize)) }
    }
    let streams = Streams()
    let writer = streams.writer { try failing(at: 2) }
    for _ in 0..<3 { try writer.append(bytes(Self.batchSize)) }
    #expect(throws: Failure.self) { try writer.finish() }
  }

  @Test func aThreadThatCannotBeginFailsAtEachBatch() throws {
    let compressor = try BlockCompressor { throw Failure() }
    for _ in 0..<2 {
      compressor.append([1])
      #expect(throws: Failure.self) { try compressor.next() }
    }
    #expect(try compressor.next() == nil)
  }

  /// A thread that is let go of ends by itself: what it holds is let go of too.
  @Test func aRunThatIsDroppedEndsItsThread() throws {
    final class Held: Sendable {
      let ended: BoundedQueue<Bool>
      init(_ ended: BoundedQueue<Bool>) { self.ended = ended }
      deinit { ended.append(true) }
    }
    for count in 0...BlockCompressor.greatestBatchCount {
      let ended = BoundedQueue<Bool>(limit: 1)
      do {
        let held = Held(ended)
        let compressor = try BlockCompressor { [held] in
          let compressor = try Zstd.Compressor()
          return { batch in
            _ = held
            return try CompressedBlocks(batch, blockSize: Self.blockSize, by: compressor)
          }
        }
        for _ in 0..<count { compressor.append(bytes(Self.batchSize)) }
      }
      #expect(ended.next() == true)
    }
  }

  /// However its bytes come in, a run is the same blocks.
  @Test func blocksDoNotDependOnHowBytesComeIn() throws {
    for count in [
      0, 1, Self.blockSize, Self.batchSize - 1, Self.batchSize, Self.batchSize + 1, 30 * Self.batchSize + 7,
    ] {
      let bytes = bytes(count)
      let expected = try CompressedBlocks(bytes, blockSize: Self.blockSize, by: Zstd.Compressor())
      for step in [1, 99, Self.batchSize, Int.max] {
        let streams = Streams()
        let blocks = unsafe StreamWriter(id: .stored) { _, _, bytes in unsafe streams.blocks += bytes }
        let index = unsafe StreamWriter(id: .storedIndex) { _, _, bytes in unsafe streams.index += bytes }
        let writer = BlockRunWriter(blocks: blocks, index: index, blockSize: Self.blockSize)
        var start = 0
        while start < count {
          let end = start + min(step, count - start)
          try writer.append(Array(bytes[start..<end]))
          start = end
        }
        try writer.finish()
        _ = try blocks.finish()
        _ = try index.finish()
        #expect(streams.blocks == expected.bytes)
        #expect(streams.index.count == expected.sizes.count * IndexFormat.blockIndexEntrySize)
        #expect(writer.length == count)
      }
    }
  }
}
