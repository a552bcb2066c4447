import LMDB
import Postings

extension IndexStore {
  /// Merges all segments, and publishes the result in one transaction. A single segment without deletions stays as it is unless
  /// it is to be reordered.
  ///
  /// - Parameters:
  ///   - options: how an index is to be built.
  ///   - spillDirectory: where what does not fit memory goes.
  /// - Returns: how many segments there were.
  /// - Throws: `IndexError`, `PostingsError`, `LMDBError`.
  func mergeAll(_ options: IndexBuilder.Options, spillDirectory: String) throws -> Int {
    let segmentCount = manifest.segments.count
    let hasDeletions = manifest.segments.contains { $0.deletedCount > 0 }
    guard segmentCount > (options.reordersDocuments || hasDeletions ? 0 : 1) else { return segmentCount }
    let reader = IndexReader(environment: environment)
    let merged: FinishedSegment? = try reader.makeSession().withSnapshot { snapshot in
      if segmentCount == 1, !hasDeletions {
        return try reorder(snapshot.segments[0], memoryBudget: options.memoryBudget)
      }
      let merge = SegmentMerge(snapshot.segments, options: options, spillDirectory: spillDirectory)
      guard merge.documentCount > 0 || !hasDeletions else { return nil }
      let merged = try merge.write(to: makeSegment())
      return options.reordersDocuments ? try reorder(merged, memoryBudget: options.memoryBudget) : merged
    }
    try publish(
      merged.map { [.new($0)] } ?? [], nextOrdinal: manifest.nextOrdinal,
      analyzerFingerprint: manifest.analyzerFingerprint)
    return segmentCount
  }
}
