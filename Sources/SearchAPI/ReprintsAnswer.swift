public import JSON
public import JSONRPC

/// The reprints of a document, or nothing where there is no such document.
public struct ReprintsAnswer: APIAnswer, Equatable {
  /// What is known of the reprints; nil if there is no such document.
  public var reprints: DocumentReprints?

  /// Makes an answer.
  public init(_ reprints: DocumentReprints?) {
    self.reprints = reprints
  }

  /// Reads an answer.
  public init(json: JSONValue) throws(RPCError) {
    reprints = json == .null ? nil : try DocumentReprints(json: json)
  }

  /// Writes the answer.
  public func write(to writer: inout JSONWriter) {
    if let reprints { reprints.write(to: &writer) } else { writer.null() }
  }
}
