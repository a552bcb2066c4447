import Postings
import TestSupport
import Testing

@testable import Index

/// Changes of an index, batch by batch, against a model.
@Suite struct IndexWriterTests {
  private let directory: TemporaryDirectory

  init() throws {
    directory = try TemporaryDirectory()
  }

  /// Documents in the order in which they last came in: what an index is to hold.
  private struct Model {
    private(set) var documents: [IndexDocument] = []

    mutating func apply(_ changes: [IndexChange]) -> IndexCommit {
      var commit = IndexCommit(epoch: 0)
      for change in changes {
        switch change {
        case .put(let document):
          let count = document.key.map { remove($0) } ?? 0
          documents.append(document)
          if count > 0 { commit.replacedCount += 1 } else { commit.addedCount += 1 }
        case .remove(let key):
          commit.removedCount += remove(key)
        }
      }
      return commit
    }

    private mutating func remove(_ key: DocumentKey) -> Int {
      let count = documents.count
      documents.removeAll { key.matches($0) }
      return count - documents.count
    }
  }

  /// A few changes of documents with ids, with paths, with both and with neither.
  private func changes(_ random: inout SplitMix64, _ source: inout RandomDocuments) -> [IndexChange] {
    source.make(1 + random.below(12)).map { document in
      var document = document
      let number = random.below(60)
      document.id = number % 3 == 0 ? [] : Array("id \(number)".utf8)
      document.path = number % 3 == 1 ? [] : Array("path \(number / 6)".utf8)
      let keys = document.keys
      guard random.below(4) == 0, !keys.isEmpty, case let key = keys[random.below(keys.count)] else {
        return .put(document)
      }
      return .remove(key)
    }
  }

  private func expect(_ snapshot: Snapshot, toHold documents: [IndexDocument]) throws {
    var expected = NaiveIndex(documents)
    let found = try NaiveIndex(live: snapshot)
    // Those of deleted documents count until they are merged away.
    if snapshot.segments.contains(where: { $0.deletions != nil }) {
      (expected.nonemptyCount, expected.totalLength) = (found.nonemptyCount, found.totalLength)
    }
    #expect(found == expected)
    #expect(snapshot.documentCount == documents.count)
    for document in documents.suffix(20) where !document.id.isEmpty {
      let holders = try snapshot.segments.filter { try $0.storedDocuments().find(.id(document.id)) != nil }
      #expect(holders.count == 1)
    }
  }

  @Test(arguments: 1...4 as ClosedRange<UInt64>)
  func batchesAndMergesAgreeWithAModel(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    var source = RandomDocuments(seed: seed)
    source.maximumLength = 20
    source.vocabularySize = 60
    var options = IndexBuilder.Options()
    options.leastCommonFrequency = 3
    options.leastCopiedBlockCount = 1
    var policy = MergePolicy()
    policy.leastSize = 64
    var model = Model()
    var epoch: UInt64 = 0
    for _ in 0..<3 {
      // What one process leaves another goes on with.
      let writer = try IndexWriter(directory: directory.path, options: options)
      let session = try writer.reader.makeSession()
      for _ in 0..<25 {
        let changes = changes(&random, &source)
        let merge = random.below(2) == 0 ? try writer.makeMerge(policy, isAtRest: random.below(2) == 0) : nil
        // The merge sees the index of now, or that of after the changes.
        let isEarly = random.below(2) == 0
        if isEarly { try merge?.run() }
        var expected = model.apply(changes)
        let commit = try writer.apply(changes)
        #expect(commit.epoch >= epoch)
        expected.epoch = commit.epoch
        #expect(commit == expected)
        if let merge {
          if !isEarly { try merge.run() }
          if random.below(8) == 0 { writer.discard(merge) } else { try writer.publish(merge) }
        }
        epoch = writer.manifest.epoch
        try session.withSnapshot { (snapshot) throws in
          #expect(snapshot.manifest.epoch == epoch)
          try expect(snapshot, toHold: model.documents)
        }
      }
    }
    #expect(try check(directory.path).findings.isEmpty)

    try SegmentMerger(directory: directory.path, options: options).mergeAll()
    #expect(try check(directory.path).findings.isEmpty)
    try withSnapshot(of: directory.path) { (snapshot) throws in
      #expect(snapshot.segments.count == 1 && snapshot.segments[0].deletions == nil)
      try expect(snapshot, toHold: model.documents)
    }
  }

  @Test func atRestThereAreFewSegmentsAndFewDeletions() throws {
    let writer = try IndexWriter(directory: directory.path)
    let policy = MergePolicy()
    for number in 0..<200 {
      var document = document("number \(number) of some")
      document.id = Array("\(number % 150)".utf8)
      _ = try writer.apply([.put(document)])
      #expect(writer.manifest.segments.count <= 3 * 4)
      while let merge = try writer.makeMerge(policy, isAtRest: false) {
        try merge.run()
        try writer.publish(merge)
      }
    }
    while let merge = try writer.makeMerge(policy, isAtRest: true) {
      try merge.run()
      try writer.publish(merge)
    }
    #expect(writer.manifest.segments.count <= 8 && writer.manifest.documentCount == 150)
    for segment in writer.manifest.segments { #expect(5 * segment.deletedCount <= segment.documentCount) }
  }

  @Test func aBatchThatFailsChangesNothing() throws {
    let writer = try IndexWriter(directory: directory.path)
    _ = try writer.apply([.put(document("one"))])
    var large = document("two")
    large.bodyMap = [UInt8](repeating: 0, count: IndexFormat.maximumSourceMapSize + 1)
    #expect(throws: IndexError.self) { try writer.apply([.put(document("three")), .put(large)]) }
    #expect(writer.manifest.documentCount == 1 && writer.manifest.epoch == 2)
    #expect(try writer.apply([]).epoch == 2)
    #expect(try writer.apply([.remove(.id([1]))]).epoch == 2)
    #expect(try writer.apply([.put(document("four"))]).epoch == 3)
    #expect(writer.manifest.documentCount == 2)
  }

  @Test func everythingCanBeRemoved() throws {
    do {
      let writer = try IndexWriter(directory: directory.path)
      var document = document("word")
      document.id = [1]
      #expect(try writer.apply([.put(document), .remove(.id([1]))]).epoch == 2)
      #expect(writer.manifest.documentCount == 0)
      _ = try writer.apply([.put(document)])
      _ = try writer.apply([.remove(.id([1]))])
      while let merge = try writer.makeMerge(MergePolicy(), isAtRest: true) {
        try merge.run()
        try writer.publish(merge)
      }
      #expect(writer.manifest.segments.isEmpty)
    }
    #expect(try check(directory.path).findings.isEmpty)
  }
}

extension NaiveIndex {
  /// What is not deleted, numbered in the order of its ordinals.
  fileprivate init(live snapshot: Snapshot) throws {
    self.init()
    var last: UInt64?
    for segment in snapshot.segments {
      let stored = try segment.storedDocuments()
      let norms = try segment.norms()
      let live = (0..<DocID(segment.documentCount)).filter { segment.deletions?.contains($0) != true }
      var ranks: [UInt64: UInt64] = [:]
      for (ordinal, document) in try live.map({ (try segment.ordinal(of: $0), $0) }).sorted(by: { $0.0 < $1.0 }) {
        if let last, ordinal <= last { throw OrdinalError() }
        last = ordinal
        ranks[ordinal] = UInt64(documents.count)
        var found = try stored.document(document)
        (found.titleMap, found.bodyMap) = try stored.sourceMaps(of: document)
        documents.append(found)
        self.norms.append(norms[document])
        titleLengths.append(try segment.titleLength(of: document))
      }
      let cursor = try segment.terms.cursor()
      while try cursor.next(), let entry = cursor.entry {
        let own = try Self.postings(of: entry, in: segment).compactMap { posting in
          ranks[posting.ordinal].map { Posting(ordinal: $0, positions: posting.positions) }
        }
        if !own.isEmpty { postings[Array(cursor.term), default: []] += own }
      }
    }
    nonemptyCount = snapshot.manifest.nonemptyDocumentCount
    totalLength = snapshot.manifest.totalLength
  }
}
