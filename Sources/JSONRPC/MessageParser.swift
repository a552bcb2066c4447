public import JSON

/// Turns frames into messages (JSON-RPC 2.0), strictly.
public struct MessageParser: Sendable {
  /// The limits of messages that strangers send: depth 32, and 65,536 values in all.
  public static let strangerLimits = JSONLimits(depth: 32, valueCount: 65_536)

  /// The most messages of one batch.
  public static let batchLimit = 50

  /// The longest id and the longest method name in bytes. Both are looked up, and Swift's strings take time quadratic
  /// in a run of combining marks to hash and to compare.
  public static let nameLength = 128

  /// What the JSON of a frame may cost.
  public let limits: JSONLimits

  /// Makes a parser.
  public init(limits: JSONLimits = MessageParser.strangerLimits) {
    self.limits = limits
  }

  /// Parses a frame.
  public func parse(_ frame: [UInt8]) -> IncomingFrame {
    do throws(RPCRejection) {
      return try JSONReader.read(frame, limits: limits) { (reader) throws(RPCRejection) in
        do throws(JSONError) {
          switch try reader.nextKind() {
          case .array:
            return try Self.readBatch(&reader)
          case .null, .bool, .number, .string, .object:
            let value = try reader.readValue()
            try reader.finish()
            switch Self.message(value) {
            case .success(let message): return .message(message)
            case .failure(let rejection): return .rejected(rejection)
            }
          }
        } catch {
          throw RPCRejection(error: Self.rpcError(error))
        }
      }
    } catch {
      return .rejected(error)
    }
  }

  private static func readBatch(_ reader: inout JSONReader) throws(JSONError) -> IncomingFrame {
    var messages: [Result<RPCMessage, RPCRejection>] = []
    try reader.beginArray()
    while try reader.nextElement() {
      guard messages.count < batchLimit else {
        return .rejected(RPCRejection(error: RPCError(.invalidRequest, "a batch holds at most \(batchLimit) messages")))
      }
      messages.append(message(try reader.readValue()))
    }
    try reader.finish()
    guard !messages.isEmpty else {
      return .rejected(RPCRejection(error: RPCError(.invalidRequest, "a batch holds at least one message")))
    }
    return .batch(messages)
  }

  private static func rpcError(_ error: JSONError) -> RPCError {
    let code: RPCErrorCode =
      switch error.code {
      // Well-formed, as far as it was read, but nothing that a request may be.
      case .duplicateName, .nestedTooDeep, .numberOutOfRange, .numberTooLong: .invalidRequest
      case .tooManyValues: .tooLarge
      default: .parseError
      }
    return RPCError(code, error.description)
  }
}

// MARK: - One message

extension MessageParser {
  private static func message(_ value: JSONValue) -> Result<RPCMessage, RPCRejection> {
    guard case .object(let object) = value else {
      return .failure(RPCRejection(error: RPCError(.invalidRequest, "a message is an object, not \(value.kind)")))
    }
    let id: RPCID?
    if let member = object["id"] {
      guard let memberID = Self.id(member) else {
        let message = "id must be an integer of 64 bits, a string of at most \(nameLength) bytes, or null"
        return .failure(RPCRejection(error: RPCError(.invalidRequest, message)))
      }
      id = memberID
    } else {
      id = nil
    }
    do throws(RPCError) {
      guard object["jsonrpc"] == .string("2.0") else {
        throw RPCError(.invalidRequest, "jsonrpc must be \"2.0\"")
      }
      guard let method = object["method"] else {
        return .success(.response(try response(object, id: id)))
      }
      return .success(try call(object, method: method, id: id))
    } catch {
      return .failure(RPCRejection(id: id ?? .null, error: error))
    }
  }

  private static func id(_ value: JSONValue) -> RPCID? {
    if case .string(let string) = value, string.utf8.count > nameLength { return nil }
    return RPCID(value)
  }

  private static func call(_ object: JSONObject, method: JSONValue, id: RPCID?) throws(RPCError) -> RPCMessage {
    guard case .string(let method) = method, method.utf8.count <= nameLength else {
      throw RPCError(.invalidRequest, "method must be a string of at most \(nameLength) bytes")
    }
    let params: JSONValue?
    switch object["params"] {
    // Some clients (jsonrpc.el) cannot leave a member out.
    case nil, .null: params = nil
    case .array(let array): params = .array(array)
    case .object(let object): params = .object(object)
    case .bool, .integer, .double, .string:
      throw RPCError(.invalidRequest, "params must be an object or an array")
    }
    guard let id else { return .notification(RPCNotification(method: method, params: params)) }
    return .request(RPCRequest(id: id, method: method, params: params))
  }

  private static func response(_ object: JSONObject, id: RPCID?) throws(RPCError) -> RPCResponse {
    switch (id, object["result"], object["error"]) {
    case (let id?, let result?, nil):
      return RPCResponse(id: id, outcome: .success(result))
    case (let id?, nil, .object(let error)):
      guard case .integer(let code) = error["code"], case .string(let message) = error["message"] else {
        throw RPCError(.invalidRequest, "an error has a code and a message")
      }
      return RPCResponse(
        id: id, outcome: .failure(RPCError(RPCErrorCode(rawValue: code), message, data: error["data"])))
    default:
      throw RPCError(.invalidRequest, "a message has a method, or an id and either a result or an error")
    }
  }
}
