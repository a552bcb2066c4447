/// Something that a server can do and a client may need.
public enum Capability: String, Sendable, CaseIterable {
  /// Requests may be cancelled by `$/cancelRequest`.
  case cancel
  /// The method `count`.
  case count
  /// The method `document`.
  case document
  /// The method `search`.
  case search
  /// Hits carry snippets.
  case snippet
  /// The method `status`.
  case status
}
