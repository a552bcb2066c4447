import Index
import Ingest
import Synchronization

/// What the index knows of files, as several threads ask for it while files are looked through. Nothing is held between two
/// questions but a session; that is let go of by ``close()``.
final class KnownFiles: Sendable {
  /// A session of the index, which one thread at a time reads through.
  private struct State: @unchecked Sendable {
    // Behind the lock it is never used by two threads at once.
    var session: ReadSession?
    var isClosed = false
  }

  /// Entries that are read from one snapshot.
  private static let portion = 1000

  private let open: IndexUpdater.Opener
  private let state = Mutex(State())

  init(_ open: @escaping IndexUpdater.Opener) {
    self.open = open
  }

  /// What state of the index is read now.
  ///
  /// - Throws: as ``entry(at:)``.
  func epoch() throws -> UInt64 {
    try withSnapshot { $0.manifest.epoch }
  }

  /// What is known of a path; nil if nothing is.
  ///
  /// - Throws: `UpdaterError.stopped` once it is closed, `IndexError`, `LMDBError`.
  func entry(at path: [UInt8]) throws -> FileEntry? {
    try withSnapshot { try $0.file(at: path) }
  }

  /// Calls `body` with all files whose paths begin so. The list may change meanwhile.
  ///
  /// - Throws: as ``entry(at:)``, and what `body` throws.
  func forEach(withPrefix prefix: [UInt8], _ body: (FileEntry) throws -> Void) throws {
    var last: FileEntry?
    while true {
      let portion = try withSnapshot { try $0.files(withPrefix: prefix, after: last, limit: Self.portion) }
      for entry in portion { try body(entry) }
      guard portion.count == Self.portion else { return }
      last = portion.last
    }
  }

  /// Whether a file's document is there, and has a title of its own: that of one without text is the file's name.
  ///
  /// - Throws: as ``entry(at:)``.
  func hasOwnTitle(_ path: [UInt8]) throws -> Bool {
    try withSnapshot { snapshot in
      for segment in snapshot.segments {
        let stored = try segment.storedDocuments()
        if let document = try stored.find(.path(path)) {
          return try !stored.document(document, bodyLimit: 0).title.elementsEqual(FileKind.stem(ofPath: path))
        }
      }
      return false
    }
  }

  /// Lets go of the index.
  func close() {
    state.withLock { state in
      state.session = nil
      state.isClosed = true
    }
  }

  private func withSnapshot<Result: Sendable>(_ body: (Snapshot) throws -> Result) throws -> Result {
    try state.withLock { state in
      guard !state.isClosed else { throw UpdaterError.stopped }
      let session = try state.session ?? open().makeSession()
      state.session = session
      return try session.withSnapshot(body)
    }
  }
}
