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

  /// Documents in the order in which they first came in: what an index is to hold.
  private struct Model {
    private(set) var documents: [(ordinal: Int, document: IndexDocument)] = []
    private var next = 0

    mutating func apply(_ changes: [IndexChange]) -> IndexCommit? {
      var copy = self
      var commit = IndexCommit(epoch: 0)
      /// Ordinals of what the request has removed, by what it is replaced by.
      var free: [DocumentKey: [Int]] = [:]
      for change in changes {
        switch change {
        case .put(let document):
          if let key = document.key { commit.removedCount += copy.remove(key, &free) }
          copy.add(document, &free, &commit)
        case .insert(let document):
          guard !copy.documents.contains(where: { document.key?.matches($0.document) ?? false }) else { return nil }
          copy.add(document, &free, &commit)
        case .append(let document):
          if !document.id.isEmpty { commit.removedCount += copy.remove(.id(document.id), &free) }
          copy.add(document, &free, &commit)
        case .remove(let key):
          commit.removedCount += copy.remove(key, &free)
        case .move(let from, let to):
          var unused: [DocumentKey: [Int]] = [:]
          guard from != to, copy.documents.contains(where: { $0.document.path == from }) else { continue }
          commit.removedCount += copy.remove(.path(to), &unused)
          for number in copy.documents.indices where copy.documents[number].document.path == from {
            copy.documents[number].document.path = to
            commit.movedCount += 1
          }
        }
      }
      self = copy
      return commit
    }

    private mutating func add(
      _ document: IndexDocument, _ free: inout [DocumentKey: [Int]], _ commit: inout IndexCommit
    ) {
      if let key = document.key, let ordinal = free[key]?.first {
        free[key]?.removeFirst()
        documents.append((ordinal, document))
        commit.replacedCount += 1
        commit.removedCount -= 1
      } else {
        documents.append((next, document))
        commit.addedCount += 1
        next += 1
      }
      documents.sort { $0.ordinal < $1.ordinal }
    }

    private mutating func remove(_ key: DocumentKey, _ free: inout [DocumentKey: [Int]]) -> Int {
      let removed = documents.filter { key.matches($0.document) }
      documents.removeAll { key.matches($0.document) }
      for (ordinal, document) in removed {
        if let key = document.key { free[key, default: []].append(ordinal) }
      }
      return removed.count
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
      switch random.below(8) {
      case 0, 1:
        guard !keys.isEmpty else { return .put(document) }
        return .remove(keys[random.below(keys.count)])
      case 2: return .append(document)
      case 3: return .move(from: Array("path \(number / 6)".utf8), to: Array("path \(random.below(12))".utf8))
      case 4 where random.below(3) == 0: return .insert(document)
      default: return .put(document)
      }
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
    (policy.greatestSizeAtOnce, policy.greatestCountBesideMerge) = (seed % 2 == 0 ? (1 << 17, 64) : (500, 2))
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
        if var expected = model.apply(changes) {
          let commit = try writer.apply(changes)
          #expect(commit.epoch >= epoch)
          expected.epoch = commit.epoch
          #expect(commit == expected)
        } else {
          #expect(throws: IndexError.self) { try writer.apply(changes) }
        }
        if let merge {
          policy.countBesideMerge = random.below(4)
          try writer.mergeNewest(policy, after: merge.segmentIDs)
          if !isEarly { try merge.run() }
          if random.below(8) == 0 { writer.discard(merge) } else { try writer.publish(merge) }
        }
        epoch = writer.manifest.epoch
        try session.withSnapshot { (snapshot) throws in
          #expect(snapshot.manifest.epoch == epoch)
          try expect(snapshot, toHold: model.documents.map(\.document))
        }
      }
    }
    #expect(try check(directory.path).findings.isEmpty)

    try SegmentMerger(directory: directory.path, options: options).mergeAll()
    #expect(try check(directory.path).findings.isEmpty)
    try withSnapshot(of: directory.path) { (snapshot) throws in
      #expect(snapshot.segments.count == 1 && snapshot.segments[0].deletions == nil)
      try expect(snapshot, toHold: model.documents.map(\.document))
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

  @Test func manySegmentsBesideAMergeAreMergedAtOnce() throws {
    do {
      let writer = try IndexWriter(directory: directory.path)
      func put(_ numbers: Range<Int>) throws {
        for number in numbers {
          var document = document("number \(number) of some")
          document.id = Array("\(number % 90)".utf8)
          _ = try writer.apply([.put(document)])
        }
      }
      try put(0..<8)
      let merge = try #require(try writer.makeMerge(MergePolicy(), isAtRest: false))
      var greatest = 0
      for number in 8..<300 {
        try put(number..<number + 1)
        try writer.mergeNewest(MergePolicy(), after: merge.segmentIDs)
        greatest = max(greatest, writer.manifest.segments.count)
      }
      // Those of the merge, and those that came in meanwhile.
      #expect(greatest == 8 + 16)
      try merge.run()
      try writer.publish(merge)
      #expect(writer.manifest.documentCount == 90 && writer.manifest.segments.count <= 17)
    }
    #expect(try check(directory.path).findings.isEmpty)
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
      #expect(try writer.apply([.put(document), .remove(.id([1]))]).epoch == 1)
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
    let live = try snapshot.segments.flatMap { segment in
      try (0..<DocID(segment.documentCount)).filter { segment.deletions?.contains($0) != true }.map { document in
        (ordinal: try segment.ordinal(of: document), segment: segment, document: document)
      }
    }
    var ranks: [UInt64: UInt64] = [:]
    for (ordinal, segment, document) in live.sorted(by: { $0.ordinal < $1.ordinal }) {
      guard ranks.updateValue(UInt64(documents.count), forKey: ordinal) == nil else { throw OrdinalError() }
      documents.append(try segment.storedDocuments().documentWithMaps(document))
      norms.append(try segment.norms()[document])
      titleLengths.append(try segment.titleLength(of: document))
    }
    for segment in snapshot.segments {
      let cursor = try segment.terms.cursor()
      while try cursor.next(), let entry = cursor.entry {
        let own = try Self.postings(of: entry, in: segment).compactMap { posting in
          ranks[posting.ordinal].map { Posting(ordinal: $0, positions: posting.positions) }
        }
        if !own.isEmpty { postings[Array(cursor.term), default: []] += own }
      }
    }
    postings = postings.mapValues { $0.sorted { $0.ordinal < $1.ordinal } }
    nonemptyCount = snapshot.manifest.nonemptyDocumentCount
    totalLength = snapshot.manifest.totalLength
  }
}
