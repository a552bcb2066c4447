/// The methods of the protocol, by their names on the wire.
public enum Method: String, Sendable, CaseIterable {
  /// Says who the client is and what the server can do.
  case initialize
  /// Finds documents, best first.
  case search
  /// Counts the documents that match.
  case count
  /// Gives one document with its text.
  case document
  /// Says how the server and its indexes do.
  case status
  /// Ends the server.
  case shutdown
  /// A notification: the answer of a request is no longer wanted.
  case cancelRequest = "$/cancelRequest"
}
