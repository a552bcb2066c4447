public import JSON
public import JSONRPC

/// Takes documents, files and folders in, in the place of what the index has of them.
public struct UpdateRequest: APIRequest, Equatable {
  /// What the method answers.
  public typealias Answer = ChangeAnswer

  /// Documents, each in the place of those with its id, or else its path.
  public var documents: [DocumentInput] = []
  /// Files and folders that the server reads: absolute.
  public var paths: [DocumentPath] = []
  /// Whether folders and files are followed from now on.
  public var isWatched = true
  /// Whether files without text are taken in by their names.
  public var includesNames = false
  /// Whether files are read again that seem unchanged.
  public var rereads = false
  /// How many of the files that were skipped the answer names at most.
  public var skippedLimit = RequestLimits.defaultSkipped
  /// Of which index, and how long it may take.
  public var task = TaskOptions()

  /// Makes a request for files and folders.
  public init(paths: [DocumentPath]) {
    self.paths = paths
  }

  /// Makes a request of documents.
  public init(documents: [DocumentInput]) {
    self.documents = documents
  }

  /// Reads the parameters.
  public init(json: JSONValue?) throws(RPCError) {
    let members = try Members(json, name: "params")
    documents = try members.array("documents", DocumentInput.init(json:)) ?? []
    paths = try members.absolutePaths("paths") ?? []
    guard !documents.isEmpty || !paths.isEmpty else {
      throw RPCError(.invalidParams, "params must have documents or paths, at least one")
    }
    isWatched = try members.bool("watch") ?? true
    includesNames = try members.bool("names") ?? false
    rereads = try members.bool("reread") ?? false
    skippedLimit = try members.integer("skipped", in: RequestLimits.skipped) ?? RequestLimits.defaultSkipped
    task = try TaskOptions(members)
  }

  /// The method.
  public static var method: Method { .indexUpdate }

  /// Writes the parameters; those that have their default are left out.
  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    if !documents.isEmpty { writer.member("documents", documents: documents) }
    if !paths.isEmpty { writer.member("paths", paths: paths) }
    if !isWatched { writer.member("watch", false) }
    if includesNames { writer.member("names", true) }
    if rereads { writer.member("reread", true) }
    if skippedLimit != RequestLimits.defaultSkipped { writer.member("skipped", skippedLimit) }
    task.write(to: &writer)
    writer.endObject()
  }
}
