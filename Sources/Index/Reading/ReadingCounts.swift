/// How much of posting lists was decoded: what a query costs, whatever the machine.
public struct ReadingCounts: Equatable, Sendable {
  /// Blocks of documents, as numbers or as sets.
  public internal(set) var documentBlocks: Int
  /// Blocks of documents whose frequencies were decoded.
  public internal(set) var frequencyBlocks: Int
  /// Groups of positions of which some were decoded.
  public internal(set) var positionGroups: Int

  /// Counts.
  public init(documentBlocks: Int = 0, frequencyBlocks: Int = 0, positionGroups: Int = 0) {
    self.documentBlocks = documentBlocks
    self.frequencyBlocks = frequencyBlocks
    self.positionGroups = positionGroups
  }

  /// The counts of both.
  public static func + (left: Self, right: Self) -> Self {
    Self(
      documentBlocks: left.documentBlocks + right.documentBlocks,
      frequencyBlocks: left.frequencyBlocks + right.frequencyBlocks,
      positionGroups: left.positionGroups + right.positionGroups)
  }

  /// What was decoded between the moments of two counts.
  public static func - (later: Self, earlier: Self) -> Self {
    Self(
      documentBlocks: later.documentBlocks - earlier.documentBlocks,
      frequencyBlocks: later.frequencyBlocks - earlier.frequencyBlocks,
      positionGroups: later.positionGroups - earlier.positionGroups)
  }
}
