public import JSON
public import JSONRPC

/// Takes documents in that are not there yet: all of them, or none if one is.
public struct AddRequest: APIRequest, Equatable {
  /// What the method answers.
  public typealias Answer = ChangeAnswer

  /// The documents, at least one.
  public var documents: [DocumentInput]
  /// The index that is meant; nil for the only one, or `default`.
  public var index: String?

  /// Makes a request.
  public init(_ documents: [DocumentInput], index: String? = nil) {
    self.documents = documents
    self.index = index
  }

  /// Reads the parameters.
  public init(json: JSONValue?) throws(RPCError) {
    let members = try Members(json, name: "params")
    index = try members.string("index", maxLength: RequestLimits.nameLength)
    documents = try members.required("documents", members.array("documents", DocumentInput.init(json:)))
    guard !documents.isEmpty else { throw members.invalid("documents", "an array of at least one document") }
  }

  /// The method.
  public static var method: Method { .indexAdd }

  /// Writes the parameters.
  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.member("index", ifPresent: index)
    writer.member("documents", documents: documents)
    writer.endObject()
  }
}
