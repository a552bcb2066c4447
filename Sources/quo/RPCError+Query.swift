import JSON
import JSONRPC

extension RPCError {
  /// The bytes of the query that the error is about, if it says; the numbers are the daemon's, and may be anything.
  var queryRange: Range<Int>? {
    guard case .integer(let start) = data?["start"], case .integer(let end) = data?["end"], start <= end else {
      return nil
    }
    return Int(clamping: start)..<Int(clamping: end)
  }

  /// What to write instead, if the error says.
  var queryHint: String? {
    guard case .string(let hint) = data?["hint"] else { return nil }
    return hint
  }
}
