/// Something that a server can do and a client may need.
public enum Capability: String, Sendable, CaseIterable {
  /// Requests may be cancelled by `$/cancelRequest`.
  case cancel
  /// The method `count`.
  case count
  /// The method `document`.
  case document
  /// Hits carry the places of their matches.
  case matches
  /// The method `search`.
  case search
  /// `status` lists what builds could not take in.
  case skipped
  /// Hits carry snippets.
  case snippets
  /// The method `status`.
  case status
  /// `search` and `count` find the forms of a word.
  case stem
}
