/// The type of a JSON value, known from its first byte.
public enum JSONKind: Sendable, Hashable {
  /// `null`
  case null
  /// `true` or `false`
  case bool
  /// A number, an integer or not.
  case number
  /// A string.
  case string
  /// An array.
  case array
  /// An object.
  case object
}

extension JSONKind: CustomStringConvertible {
  /// The type's name as messages use it, with its article.
  public var description: String {
    switch self {
    case .null: "null"
    case .bool: "a boolean"
    case .number: "a number"
    case .string: "a string"
    case .array: "an array"
    case .object: "an object"
    }
  }
}
