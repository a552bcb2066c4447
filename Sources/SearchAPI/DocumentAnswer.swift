public import JSON
public import JSONRPC

/// A document, or `null` where the index has none of that name.
public struct DocumentAnswer: APIAnswer, Equatable {
  /// The document.
  public var document: StoredDocument?

  /// Makes an answer.
  public init(_ document: StoredDocument?) {
    self.document = document
  }

  /// Reads an answer.
  public init(json: JSONValue) throws(RPCError) {
    document = json == .null ? nil : try StoredDocument(json: json)
  }

  /// Writes the answer.
  public func write(to writer: inout JSONWriter) {
    guard let document else {
      writer.null()
      return
    }
    document.write(to: &writer)
  }
}
