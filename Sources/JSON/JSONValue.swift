/// A JSON value as a tree.
///
/// Equality compares strings by their UTF-8 bytes, not by Unicode's canonical equivalence, and tells an integer from a
/// double: `1` and `1.0` differ.
public enum JSONValue: Sendable {
  /// `null`
  case null
  /// `true` or `false`
  case bool(Bool)
  /// A number written without point and exponent, within the range of `Int64`.
  case integer(Int64)
  /// Any other number; the parser never makes an infinity or a NaN, and the writer writes them as `null`.
  case double(Double)
  /// A string.
  case string(String)
  /// An array.
  case array([JSONValue])
  /// An object.
  case object(JSONObject)
}

extension JSONValue: Equatable {
  /// Whether two trees are the same, byte for byte in their strings.
  public static func == (left: JSONValue, right: JSONValue) -> Bool {
    switch (left, right) {
    case (.null, .null): true
    case (.bool(let left), .bool(let right)): left == right
    case (.integer(let left), .integer(let right)): left == right
    case (.double(let left), .double(let right)): left == right
    case (.string(let left), .string(let right)): left.hasSameBytes(as: right)
    case (.array(let left), .array(let right)): left == right
    case (.object(let left), .object(let right)): left == right
    default: false
    }
  }
}

extension JSONValue {
  /// The value's type.
  public var kind: JSONKind {
    switch self {
    case .null: .null
    case .bool: .bool
    case .integer, .double: .number
    case .string: .string
    case .array: .array
    case .object: .object
    }
  }

  /// Parses a text that holds one value and nothing else but white space around it.
  public init(parsing bytes: [UInt8], limits: JSONLimits = JSONLimits()) throws(JSONError) {
    self = try JSONReader.read(bytes, limits: limits) { (reader) throws(JSONError) in
      let value = try reader.readValue()
      try reader.finish()
      return value
    }
  }

  /// Parses a string; for tests and constants.
  public init(parsing text: String, limits: JSONLimits = JSONLimits()) throws(JSONError) {
    try self.init(parsing: Array(text.utf8), limits: limits)
  }

  /// The member of that name if this is an object that has one.
  public subscript(name: String) -> JSONValue? {
    guard case .object(let object) = self else { return nil }
    return object[name]
  }
}
