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
  /// Gives the documents that are reprints of one.
  case reprints
  /// Says how the server and its indexes do.
  case status
  /// Takes documents in that are not there yet.
  case indexAdd = "index/add"
  /// Takes documents, files and folders in, in the place of what is there of them.
  case indexUpdate = "index/update"
  /// Removes documents.
  case indexRemove = "index/remove"
  /// Waits until all changes are durable and searchable.
  case indexCommit = "index/commit"
  /// Looks for changes of files and folders.
  case indexRefresh = "index/refresh"
  /// Says which files and folders are followed.
  case indexRoots = "index/roots"
  /// Merges an index into one segment, and gives free space back.
  case indexCompact = "index/compact"
  /// Copies an index.
  case indexBackup = "index/backup"
  /// Verifies an index.
  case indexCheck = "index/check"
  /// Ends the server.
  case shutdown
  /// A notification: the answer of a request is no longer wanted.
  case cancelRequest = "$/cancelRequest"
  /// A notification of the server: how far a request is.
  case progress = "$/progress"
}
