import Index
import LMDB

/// The right to write to the index, taken when there is something to write. It stays on the writer's thread.
final class WriterLease {
  private let open: IndexUpdater.Opener
  private let options: IndexBuilder.Options
  private var writer: IndexWriter?
  /// How often it was taken: what one writer has begun no other can end.
  private(set) var generation = 0
  /// The segments that the merge replaces that was begun last.
  var mergedSegments: [UInt32] = []
  /// The epoch at which free space was to be given back last, so that what fails is not tried again and again.
  var compactedEpoch: UInt64?
  /// When free space was last to be given back while changes came in.
  var compactionTime: ContinuousClock.Instant?
  /// When memory was last given back while changes came in.
  var trimTime = ContinuousClock.now

  init(_ open: @escaping IndexUpdater.Opener, options: IndexBuilder.Options) {
    self.open = open
    self.options = options
  }

  /// Whether it is taken.
  var isTaken: Bool { writer != nil }

  /// The writer; its lock is taken if it is not yet.
  ///
  /// - Throws: `UpdaterError`, `IndexError`, `LMDBError`.
  func take() throws -> IndexWriter {
    if let writer { return writer }
    do {
      let taken = try IndexWriter(try open(), options: options)
      writer = taken
      generation += 1
      return taken
    } catch {
      throw UpdaterError.describing(error)
    }
  }

  /// Lets other processes write, and the index be opened anew.
  func giveBack() {
    writer = nil
  }
}

extension UpdaterError {
  /// What an error of the database means to whoever wants to write.
  static func describing(_ error: any Error) -> any Error {
    guard let error = error as? LMDBError else { return error }
    switch error.code {
    case .busy: return UpdaterError.lockedByAnotherProcess
    case .diskFull: return UpdaterError.diskFull
    case .cancelled: return UpdaterError.cancelled
    case .readOnly, .permission, .readOnlyFileSystem: return UpdaterError.readOnly(error.message)
    default: return error
    }
  }
}
