public import Index

/// What came of a ``FileUpdate``.
public struct FileUpdateReport: Equatable, Sendable {
  /// The state of the index that has all of it.
  public internal(set) var epoch: UInt64 = 0
  /// Documents that are new.
  public internal(set) var addedCount = 0
  /// Documents that are in the place of others.
  public internal(set) var replacedCount = 0
  /// Documents that were removed, because their files are gone or hold them no more.
  public internal(set) var removedCount = 0
  /// Files that have another path than before.
  public internal(set) var movedCount = 0
  /// Files that have not changed since they were taken in.
  public internal(set) var unchangedCount = 0
  /// Files and lines that were not taken in, those left out by rule included.
  public internal(set) var skipped = SkippedSources()
  /// Bytes that were read.
  public internal(set) var byteCount: UInt64 = 0
  /// What the user should know, a sentence each.
  public internal(set) var warnings: [String] = []
}
