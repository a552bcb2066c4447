/// What `IndexChecker` found, and how much it looked at.
public struct CheckReport: Sendable {
  /// The first findings, in the order in which they were made.
  public internal(set) var findings: [IndexFinding] = []
  /// How many findings of damage there are, those that are not listed among them.
  public internal(set) var damageCount = 0
  /// How many findings of all kinds are not listed, because there were too many.
  public internal(set) var unlistedCount = 0

  /// Chunks whose checksum was computed.
  public internal(set) var chunkCount = 0
  /// Bytes of these.
  public internal(set) var byteCount = 0
  /// Live segments.
  public internal(set) var segmentCount = 0
  /// Documents in them.
  public internal(set) var documentCount = 0
  /// Terms that were read, counted in every segment.
  public internal(set) var termCount = 0
  /// Phrases of common terms whose lists were read, counted in every segment.
  public internal(set) var phraseCount = 0
  /// Pairs of a term and a document that were read.
  public internal(set) var postingCount = 0
  /// Positions that were read.
  public internal(set) var positionCount = 0

  /// Whether no damage was found.
  public var isSound: Bool { damageCount == 0 }
}
