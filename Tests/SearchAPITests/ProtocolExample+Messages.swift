import JSON
import JSONRPC
import TestSupport

extension ProtocolExample {
  private struct Unexpected: Error, CustomStringConvertible {
    let description: String
  }

  /// The request as a server reads it.
  var request: RPCRequest {
    get throws {
      guard case .message(.request(let request)) = MessageParser().parse(Array(requestText.utf8)) else {
        throw Unexpected(description: "no request: \(requestText)")
      }
      return request
    }
  }

  /// The answer as a client reads it.
  var response: RPCResponse {
    get throws {
      guard case .message(.response(let response)) = MessageParser().parse(Array(responseText.utf8)) else {
        throw Unexpected(description: "no response: \(responseText)")
      }
      return response
    }
  }
}
