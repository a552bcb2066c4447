/// What a commit has changed.
public struct IndexCommit: Equatable, Sendable {
  /// The state of the index that has the changes.
  public internal(set) var epoch: UInt64
  /// How many documents are new.
  public internal(set) var addedCount = 0
  /// How many documents are in the place of others.
  public internal(set) var replacedCount = 0
  /// How many documents were removed, and nothing stands in their place.
  public internal(set) var removedCount = 0
  /// How many documents have another path.
  public internal(set) var movedCount = 0

  /// Nothing was changed.
  ///
  /// - Parameter epoch: the state of the index.
  public init(epoch: UInt64) {
    self.init(epoch: epoch, addedCount: 0)
  }

  private init(epoch: UInt64, addedCount: Int, replacedCount: Int = 0, removedCount: Int = 0, movedCount: Int = 0) {
    self.epoch = epoch
    self.addedCount = addedCount
    self.replacedCount = replacedCount
    self.removedCount = removedCount
    self.movedCount = movedCount
  }

  /// What two batches have changed, the later one second.
  public static func + (first: IndexCommit, second: IndexCommit) -> IndexCommit {
    IndexCommit(
      epoch: second.epoch, addedCount: first.addedCount + second.addedCount,
      replacedCount: first.replacedCount + second.replacedCount,
      removedCount: first.removedCount + second.removedCount, movedCount: first.movedCount + second.movedCount)
  }
}
