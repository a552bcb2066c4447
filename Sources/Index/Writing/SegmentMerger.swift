import LMDB
import Postings
import TextAnalysis

/// Merges all segments of an index into one, leaves deleted documents out, and may reorder the others. No answer changes by it
/// unless documents were deleted: ordinals, lengths and counts stay what they are.
public struct SegmentMerger {
  private let directory: String
  private let options: IndexBuilder.Options

  /// Prepares to merge the index in a directory.
  ///
  /// - Parameters:
  ///   - directory: the directory.
  ///   - options: how an index is to be built; what they say of segments and stored documents does not matter here.
  public init(directory: String, options: IndexBuilder.Options = IndexBuilder.Options()) {
    self.directory = directory
    self.options = options
  }

  /// Merges, and publishes the result in one transaction. A single segment without deletions stays as it is unless it is to be
  /// reordered.
  ///
  /// - Returns: how many segments there were.
  /// - Throws: `LMDBError`, whose code is `busy` while another process writes there; `IndexError`.
  @discardableResult
  public func mergeAll() throws -> Int {
    try mergeAll { _, segmentCount in segmentCount }
  }

  /// Merges as ``mergeAll()`` does, and gives the space that is free then back to the file system if it is worth it
  /// (``IndexSpace/isWorthCompacting``). The index may be in use.
  ///
  /// - Returns: how many segments there were, and the bytes of the file before and after; nil if it was left as it was.
  /// - Throws: as ``mergeAll()``; `LMDBError`, whose code is `diskFull` where there is no room for another file. What was merged
  ///   stays merged.
  public func compact() throws -> (segmentCount: Int, bytes: (before: Int, after: Int)?) {
    try mergeAll { environment, segmentCount in
      guard try IndexSpace(of: environment).isWorthCompacting else { return (segmentCount, nil) }
      return (segmentCount, try environment.compact())
    }
  }

  /// Calls `body` while the index is still locked.
  private func mergeAll<Result>(
    _ body: (_ environment: Environment, _ segmentCount: Int) throws -> Result
  ) throws -> Result {
    // To open for writing makes what is missing and sweeps what is unreadable: look first.
    _ = try IndexReader(directory: directory)
    let store = try IndexStore(directory: directory, analyzerFingerprint: Analyzer.fingerprint)
    return try withExtendedLifetime(store) {
      try body(store.environment, try store.mergeAll(options, spillDirectory: directory + "/spill"))
    }
  }
}
