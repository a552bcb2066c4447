import LMDB
import TestSupport
import Testing

@testable import Index

/// Bytes at which an empty buffer of a build stands; more than these give room for tokens, of 12 bytes each.
let emptyBufferSize = InvertedBuffer().byteCount

/// How an index is built in a test.
struct BuildOptions: Sendable, CustomTestStringConvertible {
  var name: String
  /// Tokens after which a run is spilled; nil: never.
  var tokensPerRun: Int?
  var documentsPerSegment = Int.max
  var isMerged = false
  /// Whether documents are reordered by the build, and by the merge.
  var isReordered = false
  var isMergedReordering = false
  /// Bytes of memory for phrases while segments are merged; nil: the default.
  var mergeBudget: Int?
  /// Blocks of stored documents from which on they are copied by the merge; nil: the default.
  var leastCopiedBlockCount: Int?
  var indexesPhrases = true
  /// Few documents have few terms that are common by default.
  var leastCommonFrequency = 3

  var testDescription: String { name }

  static let oneRun = BuildOptions(name: "one run")
  static let spilled = BuildOptions(name: "spilled", tokensPerRun: 1000)
  static let spilledEachDocument = BuildOptions(name: "a run for each document", tokensPerRun: -100_000)
  static let segmented = BuildOptions(name: "segmented", documentsPerSegment: 37)
  static let segmentedAndSpilled = BuildOptions(
    name: "segmented and spilled", tokensPerRun: 300, documentsPerSegment: 37)
  static let merged = BuildOptions(name: "merged", documentsPerSegment: 37, isMerged: true)
  static let mergedOfMany = BuildOptions(name: "merged of many", documentsPerSegment: 3, isMerged: true)
  static let reordered = BuildOptions(name: "reordered", isReordered: true)
  static let spilledAndReordered = BuildOptions(name: "spilled and reordered", tokensPerRun: 1000, isReordered: true)
  static let segmentedAndReordered = BuildOptions(
    name: "segmented and reordered", documentsPerSegment: 37, isReordered: true)
  static let mergedOfReordered = BuildOptions(
    name: "merged of reordered", documentsPerSegment: 37, isMerged: true, isReordered: true)
  static let mergedReordering = BuildOptions(
    name: "merged and reordered", documentsPerSegment: 37, isMerged: true, isMergedReordering: true)
  static let reorderedTwice = BuildOptions(
    name: "reordered twice", isMerged: true, isReordered: true, isMergedReordering: true)
  static let mergedByCopyingAndReordered = BuildOptions(
    name: "merged by copying, and reordered", documentsPerSegment: 7, isMerged: true, isMergedReordering: true,
    leastCopiedBlockCount: 1)
  static let allReordered = [
    reordered, spilledAndReordered, segmentedAndReordered, mergedOfReordered, mergedReordering, reorderedTwice,
    mergedByCopyingAndReordered,
  ]
  static let mergedInPieces = BuildOptions(
    name: "merged with little memory", documentsPerSegment: 37, isMerged: true, mergeBudget: 5000)
  static let withoutPhrases = BuildOptions(name: "without phrases", indexesPhrases: false)
  static let mergedByCopying = BuildOptions(
    name: "merged by copying", documentsPerSegment: 7, isMerged: true, leastCopiedBlockCount: 1)
  static let inOrder = [
    oneRun, spilled, spilledEachDocument, segmented, segmentedAndSpilled, merged, mergedOfMany, mergedInPieces,
    mergedByCopying, withoutPhrases,
  ]
  static let all = inOrder + allReordered
}

/// Builds an index of `documents`.
func build(
  _ documents: [IndexDocument], in directory: String, _ how: BuildOptions = .oneRun, storesDocuments: Bool = true
) throws {
  var options = IndexBuilder.Options()
  if let tokens = how.tokensPerRun { options.memoryBudget = emptyBufferSize + 12 * tokens }
  options.documentsPerSegment = how.documentsPerSegment
  options.storesDocuments = storesDocuments
  options.reordersDocuments = how.isReordered
  options.indexesPhrases = how.indexesPhrases
  options.leastCommonFrequency = how.leastCommonFrequency
  let builder = try IndexBuilder(directory: directory, options: options)
  for document in documents { try builder.add(document) }
  try builder.finish()
}

/// Builds as `build` does, and merges if that is asked for.
func buildAndMerge(
  _ documents: [IndexDocument], in directory: String, _ how: BuildOptions, storesDocuments: Bool = true
) throws {
  try build(documents, in: directory, how, storesDocuments: storesDocuments)
  guard how.isMerged else { return }
  var options = IndexBuilder.Options()
  options.reordersDocuments = how.isMergedReordering
  if let budget = how.mergeBudget { options.memoryBudget = budget }
  if let count = how.leastCopiedBlockCount { options.leastCopiedBlockCount = count }
  options.leastCommonFrequency = how.leastCommonFrequency
  try SegmentMerger(directory: directory, options: options).mergeAll()
}

/// Calls `body` with the newest snapshot.
func withSnapshot<Result>(of directory: String, _ body: (Snapshot) throws -> Result) throws -> Result {
  try IndexReader(directory: directory).makeSession().withSnapshot(body)
}

/// A document with a body alone.
func document(_ body: String, title: String = "") -> IndexDocument {
  var document = IndexDocument()
  document.title = Array(title.utf8)
  document.body = Array(body.utf8)
  return document
}

extension Environment {
  /// For changing an index behind its back; commits don't wait for the disk.
  static func scratch(_ directory: String) throws -> Environment {
    var options = Options()
    options.durability = .none
    return try Environment(at: directory, options: options)
  }

  /// All keys with their values.
  func values() throws -> [(key: ChunkKey, value: [UInt8])] {
    var values: [(key: ChunkKey, value: [UInt8])] = []
    unsafe try beginRead().forEach { key, value in
      unsafe values.append((try #require(ChunkKey(key)), unsafe Array(value)))
      return true
    }
    return values
  }

  func put(_ key: ChunkKey, _ value: [UInt8]) throws {
    try write { transaction in
      try unsafe key.withBytes { key in try unsafe value.withUnsafeBytes { unsafe try transaction.put(key, $0) } }
    }
  }

  func delete(_ key: ChunkKey) throws {
    try write { transaction in
      let isDeleted = try unsafe key.withBytes { unsafe try transaction.delete($0) }
      #expect(isDeleted)
    }
  }

  func value(of key: ChunkKey) throws -> [UInt8] {
    let transaction = try beginRead()
    let value = try unsafe key.withBytes { unsafe try transaction.get($0).map { unsafe Array($0) } }
    return try #require(value)
  }
}

/// All keys with their values, in the order of the keys.
func values(in directory: String) throws -> [(key: ChunkKey, value: [UInt8])] {
  try Environment.scratch(directory).values()
}

/// Whether two indexes hold the same bytes under the same keys.
func expectEqual(
  _ left: [(key: ChunkKey, value: [UInt8])], _ right: [(key: ChunkKey, value: [UInt8])],
  sourceLocation: SourceLocation = #_sourceLocation
) {
  #expect(left.map(\.key) == right.map(\.key), sourceLocation: sourceLocation)
  for (left, right) in zip(left, right) where left.value != right.value {
    Issue.record("\(left.key) differs", sourceLocation: sourceLocation)
  }
}

/// The findings of a check.
func check(_ directory: String) throws -> CheckReport {
  try IndexChecker(directory: directory).check()
}
