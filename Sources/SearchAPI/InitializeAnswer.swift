public import JSON
public import JSONRPC

/// What the server is and can do.
public struct InitializeAnswer: APIAnswer, Equatable {
  /// The version of the protocol that will be spoken.
  public var protocolVersion: Int
  /// The server.
  public var server: ProgramVersion
  /// The names of what the server can do, in its order.
  public var capabilities: [String]
  /// What columns will count.
  public var positionEncoding: PositionEncoding
  /// The indexes that it offers.
  public var indexes: [IndexSummary]

  /// Makes the answer of this version.
  ///
  /// - Parameters:
  ///   - request: what was asked, which chooses the encoding.
  ///   - server: the server's name and version.
  ///   - capabilities: what the server can do.
  ///   - indexes: the indexes that it offers.
  public init(
    to request: InitializeRequest, server: ProgramVersion, capabilities: [Capability] = Capability.allCases,
    indexes: [IndexSummary]
  ) {
    protocolVersion = QuoVersion.wireProtocol
    self.server = server
    self.capabilities = capabilities.map(\.rawValue)
    positionEncoding = request.positionEncoding
    self.indexes = indexes
  }

  /// Reads an answer.
  public init(json: JSONValue) throws(RPCError) {
    let members = try Members(json, name: "result")
    protocolVersion = try members.requiredCount("protocol")
    server = try ProgramVersion(members.required("server", members.members("server")))
    capabilities = try members.required("capabilities", members.members("capabilities")).names
    positionEncoding = try members.choice("positionEncoding") ?? .utf8
    indexes = try members.required("indexes", members.array("indexes", IndexSummary.init(json:)))
  }

  /// Writes the answer. A capability is a member that is `true`, so that it may become an object that says more.
  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.member("protocol", protocolVersion)
    writer.name("server")
    server.write(to: &writer)
    writer.name("capabilities")
    writer.beginObject()
    for capability in capabilities {
      writer.member(capability, true)
    }
    writer.endObject()
    writer.member("positionEncoding", positionEncoding.rawValue)
    writer.name("indexes")
    writer.beginArray()
    for index in indexes {
      index.write(to: &writer)
    }
    writer.endArray()
    writer.endObject()
  }
}
