public import JSON

/// What ties the notifications of progress to the request that they are about. The client makes it up.
public enum ProgressToken: Hashable, Sendable {
  /// A number.
  case integer(Int64)
  /// A string of at most ``RequestLimits/nameLength`` bytes.
  case string(String)
}

extension ProgressToken {
  /// The token that a JSON value is, nil where it is none.
  public init?(_ value: JSONValue) {
    switch value {
    case .integer(let integer): self = .integer(integer)
    case .string(let string) where string.utf8.count <= RequestLimits.nameLength: self = .string(string)
    case .null, .bool, .double, .string, .array, .object: return nil
    }
  }

  /// The token as a JSON value.
  public var json: JSONValue {
    switch self {
    case .integer(let integer): .integer(integer)
    case .string(let string): .string(string)
    }
  }
}
