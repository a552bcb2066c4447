import LMDB
import TestSupport
import Testing

@testable import Index

/// The same input gives the same bytes.
@Suite struct DeterminismTests {
  private func values(_ documents: [IndexDocument], _ how: BuildOptions) throws -> [(key: ChunkKey, value: [UInt8])] {
    let directory = try TemporaryDirectory()
    try buildAndMerge(documents, in: directory.path, how)
    return try IndexTests.values(in: directory.path)
  }

  @Test(arguments: BuildOptions.all)
  func twoBuildsAreEqual(how: BuildOptions) throws {
    var source = RandomDocuments(seed: 11)
    let documents = source.make(100)
    expectEqual(try values(documents, how), try values(documents, how))
  }

  @Test(arguments: [UInt64(12), 13])
  func runsOnDiskLeaveNoTrace(seed: UInt64) throws {
    var source = RandomDocuments(seed: seed)
    // Few words, so that the lists of some have full blocks.
    source.vocabularySize = 60
    let documents = source.make(400)
    let expected = try values(documents, .oneRun)
    expectEqual(try values(documents, .spilled), expected)
    expectEqual(try values(documents, .spilledEachDocument), expected)
    expectEqual(try values(documents, .segmentedAndSpilled), try values(documents, .segmented))
  }

  /// But for its number, a merged segment is what building it at once gives, descriptor and all.
  @Test(arguments: [UInt64(14), 15])
  func mergingLeavesNoTrace(seed: UInt64) throws {
    func withoutNumber(_ values: [(key: ChunkKey, value: [UInt8])]) -> [(key: ChunkKey, value: [UInt8])] {
      values.filter { $0.key != .manifest }.map { key, value in
        (ChunkKey(segment: 1, stream: key.stream, chunk: key.chunk), value)
      }
    }
    var source = RandomDocuments(seed: seed)
    // Few words, so that the lists of some have full blocks.
    source.vocabularySize = 60
    let documents = source.make(400)
    let expected = withoutNumber(try values(documents, .oneRun))
    expectEqual(withoutNumber(try values(documents, .merged)), expected)
    expectEqual(withoutNumber(try values(documents, .mergedOfMany)), expected)
    for budget in [0, 3000, 300_000] {
      var how = BuildOptions.merged
      how.mergeBudget = budget
      expectEqual(withoutNumber(try values(documents, how)), expected)
    }
  }
}
