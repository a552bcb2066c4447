public import JSON

/// What ties an answer to its request.
public enum RPCID: Hashable, Sendable {
  /// A number; one with a fraction or past 64 bits is refused.
  case integer(Int64)
  /// A string.
  case string(String)
  /// `null`: the answer to a request whose id could not be read.
  case null
}

extension RPCID {
  /// The id that a JSON value is, nil where it is none.
  public init?(_ value: JSONValue) {
    switch value {
    case .integer(let integer): self = .integer(integer)
    case .string(let string): self = .string(string)
    case .null: self = .null
    case .bool, .double, .array, .object: return nil
    }
  }

  /// The id as a JSON value.
  public var json: JSONValue {
    switch self {
    case .integer(let integer): .integer(integer)
    case .string(let string): .string(string)
    case .null: .null
    }
  }
}
