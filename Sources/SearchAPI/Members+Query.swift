import JSONRPC

// What the parameters of searching and counting share.
extension Members {
  func timeout() throws(RPCError) -> Int {
    try integer("timeoutMs", in: RequestLimits.timeoutMilliseconds) ?? RequestLimits.defaultTimeoutMilliseconds
  }

  func minEpoch() throws(RPCError) -> UInt64? {
    try integer("minEpoch", in: 0...UInt64.max)
  }

  func warnings() throws(RPCError) -> [QueryWarning] {
    try array("warnings", QueryWarning.init(json:)) ?? []
  }
}
