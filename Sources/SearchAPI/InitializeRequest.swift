public import JSON
public import JSONRPC

/// Says who the client is and asks what the server can do.
public struct InitializeRequest: APIRequest, Equatable {
  /// What the method answers.
  public typealias Answer = InitializeAnswer

  /// The newest version of the protocol that the client speaks.
  public var protocolVersion = QuoVersion.wireProtocol
  /// The client, if it says.
  public var client: ProgramVersion?
  /// What columns may count, the client's favourite first; what neither side knows is passed over.
  public var positionEncodings: [String] = []
  /// The capabilities without which the client cannot work.
  public var required: [String] = []
  /// The capabilities that the client makes use of where they are there.
  public var optional: [String] = []

  /// Makes a request.
  public init(client: ProgramVersion?) {
    self.client = client
  }

  /// Reads the parameters.
  public init(json: JSONValue?) throws(RPCError) {
    let members = try Members(json, name: "params")
    let version = try members.integer("protocol", in: 1...Int(Int32.max))
    protocolVersion = try members.required("protocol", version)
    client = try members.members("client").map(ProgramVersion.init)
    positionEncodings = try members.strings("positionEncodings") ?? []
    required = try members.strings("required") ?? []
    optional = try members.strings("optional") ?? []
  }

  /// The method.
  public static var method: Method { .initialize }

  /// What columns will count: the first of the client's encodings that exists, else bytes.
  public var positionEncoding: PositionEncoding {
    positionEncodings.lazy.compactMap(PositionEncoding.init(rawValue:)).first ?? .utf8
  }

  /// Checks that the server can do all that the client requires.
  ///
  /// - Throws: `RPCError` with `invalidParams`; its data are `{missing: [name]}`.
  public func checkRequired(offered: [Capability] = Capability.allCases) throws(RPCError) {
    let missing = required.filter { name in !offered.contains { $0.rawValue == name } }
    guard missing.isEmpty else {
      throw RPCError(
        .invalidParams, "required names capabilities that this server lacks",
        data: .object(["missing": .array(missing.map(JSONValue.string))]))
    }
  }

  /// Writes the parameters.
  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.member("protocol", protocolVersion)
    if let client {
      writer.name("client")
      client.write(to: &writer)
    }
    writer.member("positionEncodings", strings: positionEncodings)
    writer.member("required", strings: required)
    writer.member("optional", strings: optional)
    writer.endObject()
  }
}
