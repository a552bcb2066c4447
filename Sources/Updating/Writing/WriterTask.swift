import Index

/// Something that has the writer to itself.
struct WriterTask: Sendable {
  /// Does it, on the writer's thread.
  let run: @Sendable (IndexWriter) throws -> Void
  /// Told when it is done, the writer given back if `endsLease`; with what it failed, if it did.
  let completion: @Sendable ((any Error)?) -> Void
  /// Whether the index has to be opened anew behind it.
  var endsLease = false
}
