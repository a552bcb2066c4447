/// The file that a document came from, as it was when it was read: enough to find the document in it again, and to notice
/// that it has changed since.
public struct DocumentSource: Equatable, Sendable {
  /// What was read out of the file. The numbers stand on disk: do not change them.
  public enum Format: UInt8, CaseIterable, Sendable {
    /// Plain text.
    case text = 0
    /// Markdown.
    case markdown = 1
    /// HTML.
    case html = 2
    /// An e-mail message.
    case email = 3
    /// A line of JSON lines.
    case record = 4
    /// Nothing: the file holds no text, and is known by its name alone.
    case name = 5
  }

  /// What was read out of the file.
  public var format: Format
  /// Whether the file is compressed with gzip: places are then those of what it holds.
  public var isCompressed = false
  /// The size of the file, in bytes.
  public var size: UInt64 = 0
  /// When the file was last modified, in nanoseconds since the beginning of 1970, UTC.
  public var modified: Int64 = 0
  /// XXH64 of the file's bytes as they lie on disk; for a record, of its line without the line end.
  public var hash: UInt64 = 0
  /// The number of a record's line, from 1; 0 for a document that is a whole file.
  public var line = 0
  /// Where a record's line begins in the file, or in what a compressed one holds, in bytes; 0 for a whole file.
  public var offset = 0

  /// A source of which no more is known than its format.
  public init(format: Format) {
    self.format = format
  }
}
