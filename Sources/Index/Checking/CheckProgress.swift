/// How far `IndexChecker` has come.
public struct CheckProgress: Equatable, Sendable {
  /// What is looked at.
  public enum Step: String, Sendable {
    /// Checksums of chunks.
    case checksums
    /// The term dictionary.
    case terms
    /// Documents and frequencies of all terms.
    case documents
    /// Positions of all terms.
    case positions
    /// Stored documents and the table of their keys.
    case storedDocuments = "stored documents"
  }

  /// The segment.
  public var segment: UInt32
  /// The step within it.
  public var step: Step
  /// How many chunks, blocks of terms, terms or documents are done.
  public var completed: Int
  /// How many there are.
  public var total: Int
}
