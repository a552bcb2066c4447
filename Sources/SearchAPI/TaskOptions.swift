import JSON
import JSONRPC

/// What requests share that may take a while: of which index, how long, and whether they tell how far they are.
public struct TaskOptions: Equatable, Sendable {
  /// The index that is meant; nil for the only one, or `default`.
  public var index: String?
  /// What notifications of progress are to carry; nil for none.
  public var token: ProgressToken?
  /// When to give it up, in milliseconds; nil for never.
  public var timeoutMilliseconds: Int?

  /// The defaults, of an index.
  public init(index: String? = nil) {
    self.index = index
  }

  init(_ members: Members) throws(RPCError) {
    index = try members.string("index", maxLength: RequestLimits.nameLength)
    token = try members.token()
    timeoutMilliseconds = try members.integer("timeoutMs", in: RequestLimits.taskTimeoutMilliseconds)
  }

  /// Writes the members, those that have their default left out.
  func write(to writer: inout JSONWriter) {
    writer.member("index", ifPresent: index)
    if let token { writer.member("token", token.json) }
    writer.member("timeoutMs", ifPresent: timeoutMilliseconds)
  }
}

extension Members {
  /// The token of a request, or of a notification about one.
  func token() throws(RPCError) -> ProgressToken? {
    guard let value = json("token") else { return nil }
    guard let token = ProgressToken(value) else {
      throw invalid("token", "an integer or a string of at most \(RequestLimits.nameLength) bytes")
    }
    return token
  }
}
