import JSONRPC

// What the parameters of searching and counting share.
extension Members {
  func timeout() throws(RPCError) -> Int {
    try integer("timeoutMs", in: RequestLimits.timeoutMilliseconds) ?? RequestLimits.defaultTimeoutMilliseconds
  }

  func warnings() throws(RPCError) -> [QueryWarning] {
    try array("warnings", QueryWarning.init(json:)) ?? []
  }
}
