import JSON
import JSONRPC

extension RPCError {
  /// The error as the answer had it.
  var json: JSONValue {
    var members = [
      JSONObject.Member(name: "code", value: .integer(code.rawValue)),
      JSONObject.Member(name: "message", value: .string(message)),
    ]
    if let data {
      members.append(JSONObject.Member(name: "data", value: data))
    }
    return .object(JSONObject(members))
  }
}
