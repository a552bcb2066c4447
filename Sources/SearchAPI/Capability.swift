/// Something that a server can do and a client may need.
public enum Capability: String, Sendable, CaseIterable {
  /// Requests may be cancelled by `$/cancelRequest`.
  case cancel
  /// The methods `index/add`, `index/update`, `index/remove` and `index/commit`.
  case changes
  /// The method `count`.
  case count
  /// The method `document`.
  case document
  /// `search`, `count` and `document` wait for an epoch.
  case epochs
  /// The server reads files and folders, and follows them: `paths` of `index/update`, `index/refresh` and `index/roots`.
  case files
  /// Hits carry the places of their matches.
  case matches
  /// Requests that take a while tell how far they are, by `$/progress`.
  case progress
  /// The method `reprints`, and searches that leave them out.
  case reprints
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
  /// The methods `index/compact`, `index/backup` and `index/check`.
  case upkeep
}
