import Postings
import TestSupport
import Testing

@testable import Index

/// Indexes whose documents were renumbered: what they hold is told by `RoundTripTests`, what they answer by those of `Search`.
@Suite struct ReorderingTests {
  /// Documents about three things, in turns.
  private func documents(_ count: Int, seed: UInt64) -> [IndexDocument] {
    var random = SplitMix64(seed: seed)
    return (0..<count).map { number in
      let words = (0..<20).map { _ in "t\(random.below(3) == 0 ? 9 : number % 3)w\(random.below(12))" }
      var result = document(words.joined(separator: " "), title: number % 5 == 0 ? "title" : "")
      result.path = Array("/file\(number / 40)".utf8)
      result.bodyMap = [UInt8](repeating: UInt8(truncatingIfNeeded: number), count: random.below(3))
      return result
    }
  }

  private func ordinals(of segment: SegmentReader) throws -> [UInt64] {
    try (0..<DocID(segment.documentCount)).map { try segment.ordinal(of: $0) }
  }

  @discardableResult
  private func merge(_ directory: TemporaryDirectory, memoryBudget: Int = 1 << 20) throws -> Int {
    var options = IndexBuilder.Options()
    options.reordersDocuments = true
    options.memoryBudget = memoryBudget
    return try SegmentMerger(directory: directory.path, options: options).mergeAll()
  }

  @Test(arguments: BuildOptions.allReordered)
  func documentsAreInAnotherOrder(how: BuildOptions) throws {
    let directory = try TemporaryDirectory()
    let documents = documents(300, seed: 1)
    try buildAndMerge(documents, in: directory.path, how)
    try withSnapshot(of: directory.path) { (snapshot) throws in
      for segment in snapshot.segments where segment.documentCount == 300 {
        let ordinals = try ordinals(of: segment)
        #expect(ordinals != ordinals.sorted())
        let changes = zip(ordinals, ordinals.dropFirst()).count { $0 % 3 != $1 % 3 }
        #expect(changes < 300, "all neighbours differed")
        // Whichever of them is where, the first that came in is found.
        for file in 0..<8 {
          let found = try #require(try segment.storedDocuments().find(.path(Array("/file\(file)".utf8))))
          #expect(try segment.ordinal(of: found) == UInt64(40 * file))
        }
      }
    }
    #expect(try check(directory.path).findings.isEmpty)
  }

  /// However the documents came together, the order that they are brought into is the same.
  @Test func spillingLeavesNoTraceButTheNumberOfTheSegment() throws {
    let documents = documents(250, seed: 2)
    func values(_ how: BuildOptions) throws -> [(key: ChunkKey, value: [UInt8])] {
      let directory = try TemporaryDirectory()
      try buildAndMerge(documents, in: directory.path, how)
      return try IndexTests.values(in: directory.path).filter { $0.key != .manifest }.map { key, value in
        (ChunkKey(segment: 1, stream: key.stream, chunk: key.chunk), value)
      }
    }
    let expected = try values(.reordered)
    expectEqual(try values(.spilledAndReordered), expected)
    expectEqual(try values(.mergedReordering), expected)
  }

  @Test func aSingleSegmentIsReorderedOnlyIfAskedFor() throws {
    let directory = try TemporaryDirectory()
    let documents = documents(200, seed: 3)
    try build(documents, in: directory.path)
    let before = try values(in: directory.path)
    #expect(try SegmentMerger(directory: directory.path).mergeAll() == 1)
    expectEqual(try values(in: directory.path), before)
    #expect(try merge(directory) == 1)
    #expect(try values(in: directory.path).map(\.value) != before.map(\.value))
    try withSnapshot(of: directory.path) { (snapshot) throws in
      #expect(try NaiveIndex(reading: snapshot) == NaiveIndex(documents))
      #expect(snapshot.segments.map(\.id) == [2] && snapshot.manifest.epoch == 2)
    }
  }

  /// Where memory does not suffice, the rarest terms have no say; nothing else changes.
  @Test(arguments: [0, 100, 2000, 20_000])
  func littleMemory(budget: Int) throws {
    let directory = try TemporaryDirectory()
    let documents = documents(200, seed: 4)
    try build(documents, in: directory.path, .segmented)
    try merge(directory, memoryBudget: budget)
    try withSnapshot(of: directory.path) { (snapshot) throws in
      #expect(try NaiveIndex(reading: snapshot) == NaiveIndex(documents))
      let index = try ForwardIndex.make(from: snapshot.segments[0], memoryBudget: budget)
      #expect(8 * index.capacity <= budget)
    }
    #expect(try check(directory.path).findings.isEmpty)
  }

  @Test func nothingToReorder() throws {
    let directory = try TemporaryDirectory()
    try build([], in: directory.path, .reordered)
    #expect(try merge(directory) == 0)
    #expect(try check(directory.path).findings.isEmpty)
  }

  @Test func ordinalsFarApartAreRefused() throws {
    let directory = try TemporaryDirectory()
    let store = try IndexStore(directory: directory.path, analyzerFingerprint: 0)
    let ordinals = OrdinalWriter(segment: try store.makeSegment(), first: 7)
    try ordinals.append(7)
    try ordinals.append(7 + UInt64(UInt32.max))
    for ordinal in [8 + UInt64(UInt32.max), 6, .max] {
      #expect(throws: IndexError.limitExceeded("the ordinals of a segment span less than 2^32; build smaller segments"))
      {
        try ordinals.append(ordinal)
      }
    }
  }
}
