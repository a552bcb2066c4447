import JSON
import JSONRPC

extension JSONValue {
  /// The code of an answer that is an error.
  var errorCode: RPCErrorCode? {
    guard case .integer(let code)? = self["error"]?["code"] else { return nil }
    return RPCErrorCode(rawValue: code)
  }

  /// The message of an answer that is an error.
  var errorMessage: String {
    guard case .string(let message)? = self["error"]?["message"] else { return "" }
    return message
  }
}
