public import JSON
public import JSONRPC

/// Asks for one document with its text, or a part of it.
public struct DocumentRequest: APIRequest, Equatable {
  /// What the method answers.
  public typealias Answer = DocumentAnswer

  /// How a document is named.
  public enum Selector: Equatable, Sendable {
    /// By the ordinal that hits carry as `doc`.
    case ordinal(UInt64)
    /// By the id that its source gave it.
    case id(String)
    /// By the file that it came from.
    case path(DocumentPath)
  }

  /// Which document.
  public var selector: Selector
  /// The index to ask; nil for the only one, or `default`.
  public var index: String?
  /// Where in the text to begin, in UTF-8 bytes; within a character it means the character's beginning.
  public var offset = 0
  /// How many bytes of the text to give at most; nil for as many as fit an answer.
  public var length: Int?
  /// The commit of the index that is wanted at least: the request waits for it. Nil for the newest, whichever that is.
  public var minEpoch: UInt64?
  /// When to stop looking, in milliseconds.
  public var timeoutMilliseconds = RequestLimits.defaultTimeoutMilliseconds

  /// Makes a request for the text from its beginning.
  public init(_ selector: Selector, index: String? = nil) {
    self.selector = selector
    self.index = index
  }

  /// Reads the parameters.
  public init(json: JSONValue?) throws(RPCError) {
    let members = try Members(json, name: "params")
    index = try members.string("index", maxLength: RequestLimits.nameLength)
    offset = try members.integer("offset", in: 0...Int.max) ?? 0
    length = try members.integer("length", in: RequestLimits.documentLength)
    minEpoch = try members.minEpoch()
    timeoutMilliseconds = try members.timeout()
    selector = try Selector(members)
  }

  /// The method.
  public static var method: Method { .document }

  /// Writes the parameters.
  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    selector.write(to: &writer)
    writer.member("index", ifPresent: index)
    if offset != 0 { writer.member("offset", offset) }
    writer.member("length", ifPresent: length)
    writer.member("minEpoch", ifPresent: minEpoch)
    if timeoutMilliseconds != RequestLimits.defaultTimeoutMilliseconds {
      writer.member("timeoutMs", timeoutMilliseconds)
    }
    writer.endObject()
  }
}

extension DocumentRequest.Selector {
  /// Reads the one member that names the document.
  init(_ members: Members) throws(RPCError) {
    let ordinal = try members.integer("doc", in: 0...UInt64.max)
    switch (ordinal, try members.string("id"), try members.path("path")) {
    case (let ordinal?, nil, nil): self = .ordinal(ordinal)
    case (nil, let id?, nil): self = .id(id)
    case (nil, nil, let path?): self = .path(path)
    default: throw RPCError(.invalidParams, "params must name the document by exactly one of doc, id and path")
    }
  }

  /// Writes that member.
  func write(to writer: inout JSONWriter) {
    switch self {
    case .ordinal(let ordinal): writer.member("doc", ordinal)
    case .id(let id): writer.member("id", id)
    case .path(let path): writer.member("path", ifPresent: path)
    }
  }
}
