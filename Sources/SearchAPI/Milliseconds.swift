import JSON
import JSONRPC

// Durations travel in milliseconds, to the microsecond.
extension JSONWriter {
  mutating func member(_ name: String, milliseconds: Double) {
    member(name, (milliseconds * 1000).rounded() / 1000)
  }
}

extension Members {
  func tookMilliseconds() throws(RPCError) -> Double {
    try required("tookMs", double("tookMs", in: 0...Double.greatestFiniteMagnitude))
  }
}
