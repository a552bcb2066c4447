import Index
import LMDB
import Platform
import TestSupport

/// A writer that goes on after errors, with a reader beside it.
struct FaultyWorker {
  private static let batchesAfterFull = 10
  private static let batchesBetweenCompactions = 5

  private let options: WriterOptions
  private let ballast: String?
  private let errorLimit: Int
  private let verifier: IndexVerifier
  /// The batches after which it is done.
  private var last: Int
  private var errorCount = 0
  private var readCount = 0
  private var isFull = false
  /// The batches that are committed.
  private var count: Int

  init(options: WriterOptions, ballast: String?, errorLimit: Int) {
    self.options = options
    self.ballast = ballast
    self.errorLimit = errorLimit
    verifier = IndexVerifier(workload: options.workload)
    count = options.acknowledged
    last = options.acknowledged + options.batches
  }

  /// Commits all batches of the options, as long as there are not too many errors.
  mutating func run(_ journal: borrowing Journal) throws {
    while count < last, errorCount < errorLimit {
      do {
        let writer = try IndexWriter(directory: options.index, options: options.builder)
        try work(writer, journal)
      } catch let error as IndexVerifier.Mismatch {
        throw error
      } catch {
        try note(error, journal)
      }
    }
    try journal.write("reads \(readCount)")
  }

  /// Commits batches until the writer can no more, with a reader on another thread.
  private mutating func work(_ writer: IndexWriter, _ journal: borrowing Journal) throws {
    let session = try writer.reader.makeSession()
    count = try verifier.verify(session, allowed: count...count + 1, seed: options.run)
    try journal.write("ack \(count)")
    let reader = try ReaderThread(writer.reader, verifier)
    defer { readCount += reader.stop() }
    var merges = Merges(policy: options.policy)
    defer { merges.abandon() }
    while count < last, errorCount < errorLimit {
      do {
        _ = try writer.apply(options.workload.changes(ofBatch: count + 1))
        count += 1
        try journal.write("ack \(count)")
        if count % 2 == 0 { _ = try merges.begin(writer, isAtRest: count % 4 == 0) }
        if try merges.end(writer, isWaiting: true) { try journal.write("merged") }
        if count % Self.batchesBetweenCompactions == 0 {
          _ = try writer.compact()
          // It has the old file open.
          return try journal.write("compacted")
        }
      } catch {
        try note(error, journal)
        // Batches are whole, whatever failed.
        count = try verifier.verify(session, allowed: count...count + 1, seed: options.run)
        try journal.write("ack \(count)")
        guard Self.canGoOn(after: error) else {
          try journal.write("reopening")
          return
        }
      }
      try reader.requireNoFailure()
    }
  }

  /// Says what went wrong. Only errors with a type of ours are right.
  private mutating func note(_ error: any Error, _ journal: borrowing Journal) throws {
    errorCount += 1
    let code = (error as? LMDBError)?.code
    guard error is LMDBError || error is IndexError else { throw error }
    let text = String("\(error)".map { $0.isNewline ? " " : $0 })
    try journal.write(code == .diskFull ? "error: disk full: \(text)" : "error: \(text)")
    if let ballast, code == .diskFull, !isFull {
      isFull = true
      last = count + Self.batchesAfterFull
      Files.remove(ballast)
      try journal.write("freed")
    }
  }

  private static func canGoOn(after error: any Error) -> Bool {
    switch (error as? LMDBError)?.code {
    case .stoppedWriting?, .needsReopening?, .replaced?: false
    default: true
    }
  }
}
