/// The number that says what kind of error an answer is.
public struct RPCErrorCode: RawRepresentable, Hashable, Sendable {
  /// The number on the wire.
  public let rawValue: Int64

  /// Makes a code from its number.
  public init(rawValue: Int64) {
    self.rawValue = rawValue
  }
}

// MARK: - JSON-RPC 2.0, section 5.1, and the Language Server Protocol

extension RPCErrorCode {
  /// The frame is not JSON, or not framed as it should be.
  public static let parseError = RPCErrorCode(rawValue: -32700)
  /// The JSON is not a request.
  public static let invalidRequest = RPCErrorCode(rawValue: -32600)
  /// There is no such method.
  public static let methodNotFound = RPCErrorCode(rawValue: -32601)
  /// A parameter is missing, of the wrong type or out of range.
  public static let invalidParams = RPCErrorCode(rawValue: -32602)
  /// The server is at fault.
  public static let internalError = RPCErrorCode(rawValue: -32603)
  /// The client cancelled the request, or a newer one of its session took its place.
  public static let requestCancelled = RPCErrorCode(rawValue: -32800)
}

// MARK: - Quo

extension RPCErrorCode {
  /// The query cannot be understood; `data` is `{start, end, hint}`.
  public static let querySyntax = RPCErrorCode(rawValue: 1001)
  /// No index of that name is served.
  public static let noIndex = RPCErrorCode(rawValue: 1002)
  /// Too many requests at once.
  public static let busy = RPCErrorCode(rawValue: 1003)
  /// The index was written by another version and has to be rebuilt.
  public static let indexVersion = RPCErrorCode(rawValue: 1004)
  /// The index holds no positions, so it answers no phrases.
  public static let noPositions = RPCErrorCode(rawValue: 1005)
  /// Nothing was found before the deadline.
  public static let timeout = RPCErrorCode(rawValue: 1006)
  /// The frame, the query or the answer is larger than a limit.
  public static let tooLarge = RPCErrorCode(rawValue: 1007)
  /// The cursor belongs to a snapshot that is gone.
  public static let cursorExpired = RPCErrorCode(rawValue: 1008)
  /// The disk is full: nothing was changed, and queries go on.
  public static let diskFull = RPCErrorCode(rawValue: 1009)
  /// A document of that id or path is there already; `data` is `{id}` or `{path}`.
  public static let exists = RPCErrorCode(rawValue: 1010)
  /// The index cannot be written here.
  public static let readOnly = RPCErrorCode(rawValue: 1011)
}
