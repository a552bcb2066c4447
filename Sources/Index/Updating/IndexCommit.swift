/// What a commit has changed.
public struct IndexCommit: Equatable, Sendable {
  /// The state of the index that has the changes.
  public internal(set) var epoch: UInt64
  /// How many documents are new.
  public internal(set) var addedCount = 0
  /// How many documents are in the place of others.
  public internal(set) var replacedCount = 0
  /// How many documents were removed.
  public internal(set) var removedCount = 0
}
