import Postings

/// Changes that are being gathered for one commit.
final class IndexBatch {
  private struct State {
    /// The deletions of published segments, those of before included.
    var deletions: [UInt32: Deletions] = [:]
    /// The ordinal of the next document that is new.
    var nextOrdinal: UInt64
    /// The places of the batch's documents, by their keys: several may have one path. Deleted ones may be among them.
    var own: [DocumentKey: [Int]] = [:]
    /// Documents of the batch that others of it have replaced, or removed.
    var ownDeletions: Set<Int> = []
  }

  /// A document with the ordinal that it is to have.
  typealias Document = (ordinal: UInt64, document: IndexDocument)

  /// What is to be known of files.
  private(set) var files: [FileChange] = []
  private var state: State
  private let segments: [(reader: SegmentReader, stored: StoredDocuments)]
  /// All documents of the batch. They take no memory of their own: the requests hold them as well.
  private var ownDocuments: [Document] = []

  /// Begins a batch of changes to what a snapshot sees.
  ///
  /// - Throws: `IndexError.compression`.
  init(of snapshot: Snapshot) throws {
    state = State(nextOrdinal: snapshot.manifest.nextOrdinal)
    segments = try snapshot.segments.map { ($0, try $0.storedDocuments()) }
  }

  /// The deletions of published segments that have become more.
  var deletions: [UInt32: Deletions] { state.deletions }
  /// The documents that are to be added, in the order in which they came.
  var documents: [Document] {
    guard !state.ownDeletions.isEmpty else { return ownDocuments }
    return ownDocuments.indices.filter { !state.ownDeletions.contains($0) }.map { ownDocuments[$0] }
  }

  /// The ordinal of the next document that is new.
  var nextOrdinal: UInt64 { state.nextOrdinal }

  /// Whether there is anything to commit.
  var hasChanges: Bool { ownDocuments.count > state.ownDeletions.count || !deletions.isEmpty || !files.isEmpty }

  /// Gathers the changes of a request.
  ///
  /// - Returns: what they change; the epoch is not known yet.
  /// - Throws: `IndexError.limitExceeded` and `IndexError.documentExists`, after which nothing is gathered; what else is thrown
  ///   ends the batch.
  func apply(_ request: IndexRequest) throws -> IndexCommit {
    var mayBeImpossible = false
    for change in request.changes {
      switch change {
      case .put(let document), .append(let document): try document.requireLimits()
      case .insert(let document):
        try document.requireLimits()
        mayBeImpossible = true
      case .remove, .move: break
      }
    }
    let commit = try mayBeImpossible ? applyOrUndo(request.changes) : apply(request.changes)
    files += request.files
    return commit
  }

  /// Makes changes that may turn out to be impossible, and takes them back then.
  private func applyOrUndo(_ changes: [IndexChange]) throws -> IndexCommit {
    let before = state
    let count = ownDocuments.count
    do {
      return try apply(changes)
    } catch {
      state = before
      ownDocuments.removeSubrange(count...)
      throw error
    }
  }

  private func apply(_ changes: [IndexChange]) throws -> IndexCommit {
    var commit = IndexCommit(epoch: 0)
    var reuse = OrdinalReuse()
    for change in changes {
      switch change {
      case .put(let document):
        if let key = document.key { commit.removedCount += try remove(key, for: &reuse) }
        add(document, &reuse, &commit)
      case .insert(let document):
        if let key = document.key, try holds(key) { throw IndexError.documentExists(key) }
        add(document, &reuse, &commit)
      case .append(let document):
        if !document.id.isEmpty { commit.removedCount += try remove(.id(document.id), for: &reuse) }
        add(document, &reuse, &commit)
      case .remove(let key):
        commit.removedCount += try remove(key, for: &reuse)
      case .move(let from, let to):
        try move(from, to, &commit)
      }
    }
    return commit
  }

  /// Whether there is a document with a key.
  private func holds(_ key: DocumentKey) throws -> Bool {
    if state.own[key]?.contains(where: { !state.ownDeletions.contains($0) }) == true { return true }
    return try segments.contains { segment in
      try segment.stored.findAll(key).contains { !isDeleted($0.number, of: segment.reader) }
    }
  }

  private func add(_ document: IndexDocument, _ reuse: inout OrdinalReuse, _ commit: inout IndexCommit) {
    let kept = document.key.flatMap { reuse.take($0, next: nextOrdinal) }
    if kept == nil {
      commit.addedCount += 1
    } else {
      commit.replacedCount += 1
      commit.removedCount -= 1
    }
    add(document, ordinal: kept)
  }

  /// Adds a document; one without an ordinal of its own is new.
  private func add(_ document: IndexDocument, ordinal: UInt64?) {
    let ordinal = ordinal ?? nextOrdinal
    state.nextOrdinal = max(nextOrdinal, ordinal + 1)
    for key in document.keys { state.own[key, default: []].append(ownDocuments.count) }
    ownDocuments.append((ordinal, document))
  }

  private func move(_ from: [UInt8], _ to: [UInt8], _ commit: inout IndexCommit) throws {
    guard from != to else { return }
    var unused = OrdinalReuse()
    var moved: [(ordinal: UInt64, document: IndexDocument)] = []
    for number in state.own[.path(from)] ?? [] where !state.ownDeletions.contains(number) {
      moved.append(ownDocuments[number])
    }
    for (reader, stored) in segments {
      for document in try stored.findAll(.path(from)) where !isDeleted(document.number, of: reader) {
        moved.append((try reader.ordinal(of: document.number), try stored.documentWithMaps(document.number)))
      }
    }
    guard !moved.isEmpty else { return }
    commit.removedCount += try remove(.path(to), for: &unused)
    _ = try remove(.path(from), for: &unused)
    for (ordinal, document) in moved.sorted(by: { $0.ordinal < $1.ordinal }) {
      var document = document
      document.path = to
      add(document, ordinal: ordinal)
    }
    commit.movedCount += moved.count
  }

  /// Deletes the documents with a key.
  ///
  /// - Returns: how many there were.
  private func remove(_ key: DocumentKey, for reuse: inout OrdinalReuse) throws -> Int {
    var removed: [DocumentKey: [UInt64]] = [:]
    var count = 0
    for document in state.own.removeValue(forKey: key) ?? [] where state.ownDeletions.insert(document).inserted {
      let (ordinal, document) = ownDocuments[document]
      if let key = document.key { removed[key, default: []].append(ordinal) }
      count += 1
    }
    for (reader, stored) in segments {
      for document in try stored.findAll(key) where !isDeleted(document.number, of: reader) {
        let ordinal = try reader.ordinal(of: document.number)
        if let key = document.key { removed[key, default: []].append(ordinal) }
        state.deletions[reader.id, default: reader.deletions ?? Deletions(documentCount: reader.documentCount)]
          .insert(document.number)
        count += 1
      }
    }
    for (key, ordinals) in removed { reuse.add(ordinals, of: key) }
    return count
  }

  /// Whether the batch has deleted a document that was not deleted before it.
  private func isDeleted(_ document: DocID, of segment: SegmentReader) -> Bool {
    state.deletions[segment.id]?.contains(document) == true
  }
}
