public import JSON

extension JSONWriter {
  /// Writes a request.
  ///
  /// - Parameters:
  ///   - id: what the answer will carry.
  ///   - method: the method's name.
  ///   - params: writes one object or array.
  public mutating func rpcRequest(id: RPCID, method: String, params: (inout JSONWriter) -> Void) {
    beginMessage()
    member("id", id.json)
    member("method", method)
    name("params")
    params(&self)
    endObject()
  }

  /// Writes a notification.
  ///
  /// - Parameters:
  ///   - method: the method's name.
  ///   - params: writes one object or array.
  public mutating func rpcNotification(method: String, params: (inout JSONWriter) -> Void) {
    beginMessage()
    member("method", method)
    name("params")
    params(&self)
    endObject()
  }

  /// Writes the answer of a request that succeeded.
  ///
  /// - Parameters:
  ///   - id: the request's.
  ///   - result: writes one value.
  public mutating func rpcResponse(id: RPCID, result: (inout JSONWriter) -> Void) {
    beginMessage()
    member("id", id.json)
    name("result")
    result(&self)
    endObject()
  }

  /// Writes the answer of a request that failed.
  public mutating func rpcResponse(id: RPCID, error: RPCError) {
    beginMessage()
    member("id", id.json)
    name("error")
    beginObject()
    member("code", error.code.rawValue)
    member("message", error.message)
    if let data = error.data {
      member("data", data)
    }
    endObject()
    endObject()
  }

  private mutating func beginMessage() {
    beginObject()
    member("jsonrpc", "2.0")
  }
}
