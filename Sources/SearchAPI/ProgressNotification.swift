public import JSON
public import JSONRPC

/// The parameters of `$/progress`: how far a request is that takes a while.
public struct ProgressNotification: Equatable, Sendable {
  /// The token that the request had.
  public var token: ProgressToken
  /// What is being done: `scanning`, `reading`, `merging`, `copying`, or what later servers do.
  public var phase: String
  /// Files, or segments, that are done.
  public var done: Int
  /// Of how many; nil while that is not known.
  public var total: Int?
  /// Bytes that are done.
  public var doneBytes: UInt64
  /// Of how many; nil while that is not known.
  public var totalBytes: UInt64?

  /// Makes a notification.
  ///
  /// - Parameters:
  ///   - token: the token that the request had.
  ///   - phase: what is being done.
  ///   - done: files, or segments, that are done.
  ///   - total: of how many, if that is known.
  ///   - doneBytes: bytes that are done.
  ///   - totalBytes: of how many, if that is known.
  public init(
    token: ProgressToken, phase: String, done: Int, total: Int? = nil, doneBytes: UInt64 = 0, totalBytes: UInt64? = nil
  ) {
    self.token = token
    self.phase = phase
    self.done = done
    self.total = total
    self.doneBytes = doneBytes
    self.totalBytes = totalBytes
  }

  /// Reads the parameters.
  ///
  /// - Throws: `RPCError` with `invalidParams` where a member is missing or wrong.
  public init(json: JSONValue?) throws(RPCError) {
    let members = try Members(json, name: "params")
    token = try members.required("token", members.token())
    let value = try members.required("value", members.members("value"))
    phase = try value.requiredString("phase")
    done = try value.requiredCount("done")
    total = try value.integer("total", in: 0...Int.max)
    doneBytes = try value.integer("doneBytes", in: 0...UInt64.max) ?? 0
    totalBytes = try value.integer("totalBytes", in: 0...UInt64.max)
  }

  /// Writes the parameters.
  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.member("token", token.json)
    writer.name("value")
    writer.beginObject()
    writer.member("phase", phase)
    writer.member("done", done)
    writer.member("total", ifPresent: total)
    if doneBytes > 0 { writer.member("doneBytes", doneBytes) }
    writer.member("totalBytes", ifPresent: totalBytes)
    writer.endObject()
    writer.endObject()
  }
}
