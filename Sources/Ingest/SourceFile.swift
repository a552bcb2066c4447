/// The file that a document was read from, as it was then.
public struct SourceFile: Equatable, Sendable {
  /// What was read out of it.
  public enum Format: Sendable {
    /// Plain text.
    case text
    /// Markdown.
    case markdown
    /// HTML.
    case html
    /// An e-mail message.
    case email
    /// A line of JSON lines.
    case record
    /// Nothing: the document is known by the file's name alone.
    case name
  }

  /// What was read out of it.
  public var format: Format
  /// Whether it is compressed with gzip.
  public var isCompressed: Bool
  /// Its size on disk, in bytes.
  public var size: UInt64
  /// When it was last modified, in nanoseconds since the beginning of 1970, UTC.
  public var modified: Int64
  /// XXH64 of its bytes as they lie on disk; for a record, of its line without the LF. 0 where only the name was looked at.
  public var hash: UInt64
}
