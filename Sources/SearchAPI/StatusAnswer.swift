public import JSON
public import JSONRPC

/// How the server and its indexes do.
public struct StatusAnswer: APIAnswer, Equatable {
  /// The server's version.
  public var version: String
  /// The server's process.
  public var processID: Int
  /// How long it has been running, in seconds.
  public var uptimeSeconds: Double
  /// The indexes that it serves.
  public var indexes: [IndexStatus]
  /// The indexes that it should serve but cannot read.
  public var problems: [IndexProblem] = []
  /// How many connections are open.
  public var connections: Int
  /// How many requests it has answered.
  public var requests: UInt64

  /// Makes an answer of this version.
  ///
  /// - Parameters:
  ///   - processID: the server's process.
  ///   - uptimeSeconds: how long it has been running.
  ///   - indexes: the indexes that it serves.
  ///   - connections: how many connections are open.
  ///   - requests: how many requests it has answered.
  public init(processID: Int, uptimeSeconds: Double, indexes: [IndexStatus], connections: Int, requests: UInt64) {
    version = QuoVersion.current
    self.processID = processID
    self.uptimeSeconds = uptimeSeconds
    self.indexes = indexes
    self.connections = connections
    self.requests = requests
  }

  /// Reads an answer.
  public init(json: JSONValue) throws(RPCError) {
    let members = try Members(json, name: "result")
    version = try members.requiredString("version")
    processID = try members.requiredCount("pid")
    let uptime = try members.double("uptimeSeconds", in: 0...Double.greatestFiniteMagnitude)
    uptimeSeconds = try members.required("uptimeSeconds", uptime)
    indexes = try members.required("indexes", members.array("indexes", IndexStatus.init(json:)))
    problems = try members.array("problems", IndexProblem.init(json:)) ?? []
    connections = try members.requiredCount("connections")
    requests = try members.requiredCount("requests")
  }

  /// Writes the answer.
  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.member("version", version)
    writer.member("pid", processID)
    writer.member("uptimeSeconds", uptimeSeconds)
    writer.name("indexes")
    writer.beginArray()
    for index in indexes {
      index.write(to: &writer)
    }
    writer.endArray()
    if !problems.isEmpty {
      writer.name("problems")
      writer.beginArray()
      for problem in problems {
        problem.write(to: &writer)
      }
      writer.endArray()
    }
    writer.member("connections", connections)
    writer.member("requests", requests)
    writer.endObject()
  }
}
