public import LMDB
import Synchronization

/// An index opened for reading, shared by all threads. Each thread reads through a session of its own.
public final class IndexReader: Sendable {
  let environment: Environment
  private let segments = Mutex<[UInt32: LiveSegment]>([:])

  /// Opens the index in a directory. Nothing is written, and a builder may be at work beside it.
  ///
  /// - Throws: `IndexError` and `LMDBError`, which say what lies there instead.
  public convenience init(directory: String) throws {
    self.init(environment: try Self.openForReading(directory))
    // Opening is where a foreign or damaged index is to be told, not the first query.
    try makeSession().withSnapshot { _ in }
  }

  /// Opens the index in a directory for reading and for an `IndexWriter`; an empty one is made where there is none. Where this
  /// user may not write, it is opened for reading only.
  ///
  /// - Parameter directory: the directory.
  /// - Returns: the reader, and why nothing can be written; nil if it can.
  /// - Throws: `IndexError` and `LMDBError`, which say what lies there instead.
  public static func openForWriting(_ directory: String) throws -> (reader: IndexReader, obstacle: LMDBError?) {
    let environment: Environment
    do {
      environment = try Environment(at: directory)
    } catch {
      guard [.permission, .readOnlyFileSystem].contains(error.code) else { throw error }
      return (try IndexReader(directory: directory), error)
    }
    let reader = IndexReader(environment: environment)
    // While somebody builds there it is not for us to make an index.
    if try environment.info.entries == 0 { _ = try? IndexWriter(reader) }
    return (reader, nil)
  }

  init(environment: Environment) {
    self.environment = environment
  }

  /// Where the index lies.
  public var directory: String { environment.directory }

  /// Whether another file has taken the place of the one that is open, as a compaction has it: then let go of this reader and its
  /// sessions, and open the index anew.
  public var isReplaced: Bool { environment.isReplaced }

  /// Begins to read: a session holds a slot of LMDB's reader table until it is let go.
  ///
  /// - Throws: `LMDBError`.
  public func makeSession() throws -> ReadSession {
    ReadSession(reader: self, transaction: try environment.beginRead())
  }

  /// Frees the reader slots of processes that died.
  ///
  /// - Returns: how many there were.
  /// - Throws: `LMDBError`.
  public func clearStaleReaders() throws -> Int {
    try environment.clearStaleReaders()
  }

  /// The open segments of a manifest, as `transaction` sees it; those that it does not name are let go.
  func segments(of manifest: Manifest, in transaction: ReadTransaction) throws -> [LiveSegment] {
    let known = segments.withLock { $0 }
    let live = try manifest.segments.map { summary in
      try LiveSegment(summary, known: known[summary.id], in: transaction)
    }
    let byID = Dictionary(live.map { ($0.segment.id, $0) }, uniquingKeysWith: { first, _ in first })
    segments.withLock { $0 = byID }
    return live
  }

  static func open(_ summary: SegmentSummary, in transaction: ReadTransaction) throws -> Segment {
    let value = unsafe try ChunkKey.descriptor(of: summary.id).withBytes { key in
      unsafe try transaction.get(key).map { unsafe [UInt8]($0) }
    }
    guard let value else { throw IndexError.damaged("the descriptor of segment \(summary.id) is missing") }
    guard value.suffix(4).reversed().reduce(UInt32(0), { $0 << 8 | UInt32($1) }) == summary.descriptorChecksum else {
      throw IndexError.damaged("the descriptor of segment \(summary.id) is not the one that the manifest names")
    }
    return try Segment(
      summary: summary.withoutDeletions, descriptor: SegmentDescriptor(decoding: value, segment: summary.id))
  }

  static func openForReading(_ directory: String) throws -> Environment {
    var options = Environment.Options()
    options.access = .readOnly
    do {
      return try Environment(at: directory, options: options)
    } catch {
      throw error.code == .notFound ? IndexError.missing(directory: directory) : error
    }
  }
}
