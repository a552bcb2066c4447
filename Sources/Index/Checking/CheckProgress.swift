/// How far `IndexChecker` has come.
public struct CheckProgress: Equatable, Sendable {
  /// What is looked at.
  public enum Step: String, Sendable {
    /// Checksums of chunks.
    case checksums
    /// The dictionaries of terms and of phrases.
    case terms
    /// Documents and frequencies of all lists.
    case documents
    /// Positions, skip entries and impacts of all lists.
    case positions
    /// The lists of phrases against the positions of their terms, once for each length of phrases.
    case phrases
    /// Stored documents and the table of their keys.
    case storedDocuments = "stored documents"
    /// The table of fingerprints' keys, slot by slot.
    case fingerprints
  }

  /// The segment.
  public var segment: UInt32
  /// The step within it.
  public var step: Step
  /// How many chunks, blocks of terms, lists, lengths of phrases, documents or slots are done.
  public var completed: Int
  /// How many there are.
  public var total: Int
}
