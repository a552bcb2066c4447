public import Index
public import Ingest
package import Watching

/// Limits and times of an ``IndexUpdater``.
public struct UpdaterOptions: Sendable {
  /// How segments are built.
  public var building = IndexBuilder.Options()
  /// What is merged when.
  public var merging = MergePolicy()
  /// How sources are read; the directory of the index is always left out.
  public var ingesting = IngestOptions()
  /// Bytes of documents that may wait to be written before requests are refused.
  public var queueLimit = 64 << 20
  /// Bytes of documents that go into one commit at most, but for the last of them.
  public var batchSize = 8 << 20
  /// How folders are watched.
  package var watching = WatchOptions()
  /// For how long nothing may have been asked before the index is brought into its best shape, in milliseconds.
  public var restTime = 2_000
  /// For how long nothing may have been asked before free space is given back, in milliseconds.
  public var compactionRestTime = 10_000

  /// The defaults.
  public init() {}
}
