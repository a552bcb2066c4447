import LMDB

/// Writes the streams of one segment under a number that no manifest names yet, in transactions of bounded size.
final class SegmentWriter {
  /// Bytes of chunks that are gathered for one transaction: LMDB keeps the memory of its dirty pages for good.
  static let transactionSize = 16 << 20
  /// The same while others wait for commits of their own.
  static let smallTransactionSize = 2 << 20

  let id: UInt32
  private let transactionSize: Int
  private let environment: Environment
  private var streams: [StreamWriter] = []
  private var pending: [(key: ChunkKey, bytes: [UInt8])] = []
  /// Bytes of the chunks that no transaction has written yet.
  private(set) var pendingSize = 0

  init(id: UInt32, environment: Environment, transactionSize: Int = SegmentWriter.transactionSize) {
    self.id = id
    self.environment = environment
    self.transactionSize = transactionSize
    streams = StreamID.allCases.map { stream in
      unsafe StreamWriter(id: stream) { [unowned self] in unsafe try accept($0, chunk: $1, $2) }
    }
  }

  func stream(_ id: StreamID) -> StreamWriter { streams[id.place] }

  /// Writes the list of the terms whose pairs have lists.
  func write(_ terms: CommonTerms) throws {
    _ = unsafe try terms.encoded.withUnsafeBytes { unsafe try stream(.commonTerms).append($0) }
  }

  /// Ends all streams; the last chunks stay pending for `writePending`.
  ///
  /// - Returns: what the descriptor says of the streams.
  func finishStreams() throws -> [SegmentDescriptor.Stream] {
    let finished = try streams.compactMap { try $0.finish() }
    // Each holds room for a chunk.
    streams = []
    return finished
  }

  /// Writes what is pending in a transaction of its own.
  func writePending() throws {
    try environment.write { transaction in try writePending(in: transaction) }
    forgetPending()
  }

  /// Writes what is pending within a transaction of the caller's: a small segment is committed together with the manifest.
  /// The chunks stay pending until `forgetPending`, since that transaction may fail.
  func writePending(in transaction: borrowing WriteTransaction) throws {
    for (key, bytes) in pending {
      unsafe try key.withBytes { key in
        unsafe try bytes.withUnsafeBytes { unsafe try transaction.put(key, $0) }
      }
    }
  }

  /// Lets go of what was pending, now that it is committed.
  func forgetPending() {
    pending = []
    pendingSize = 0
  }

  private func accept(_ stream: StreamID, chunk: Int, _ bytes: UnsafeRawBufferPointer) throws {
    unsafe pending.append((ChunkKey(segment: id, stream: stream.rawValue, chunk: UInt32(chunk)), [UInt8](bytes)))
    pendingSize += bytes.count
    guard pendingSize >= transactionSize else { return }
    try writePending()
  }
}
