/// What the places of a document's matches are places in.
public enum SourceSpace: String, Sendable, CaseIterable {
  /// The bytes of the file on disk.
  case file
  /// The bytes that a compressed file holds.
  case content
  /// The UTF-8 bytes of the field, title or text, of a record of a JSON lines file, with its escapes resolved.
  case field
}
