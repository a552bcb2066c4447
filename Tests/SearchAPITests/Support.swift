import JSON
import JSONRPC
import SearchAPI

/// A tree given as text.
func json(_ text: String) throws -> JSONValue {
  try JSONValue(parsing: text)
}

/// What a request or an answer is written as.
func written(_ body: (inout JSONWriter) -> Void) throws -> JSONValue {
  var writer = JSONWriter()
  body(&writer)
  return try JSONValue(parsing: writer.bytes)
}

/// The error that `body` throws.
func rpcError(_ body: () throws(RPCError) -> Void) -> RPCError? {
  do throws(RPCError) {
    try body()
    return nil
  } catch {
    return error
  }
}
