public import JSON

/// The path of a document: bytes, as the file system has them.
///
/// On the wire it is a string where the bytes are UTF-8, else `{"bytes": base64}`.
public struct DocumentPath: Hashable, Sendable {
  /// The path's bytes.
  public let bytes: [UInt8]

  /// Makes a path from bytes.
  public init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// Makes a path from its UTF-8 form.
  public init(_ string: String) {
    bytes = Array(string.utf8)
  }

  /// The path as text, with U+FFFD where its bytes are not UTF-8.
  public var text: String {
    String(decoding: bytes, as: UTF8.self)
  }

  /// Whether it begins at the root of the file system.
  public var isAbsolute: Bool { bytes.first == UInt8(ascii: "/") }
}

extension DocumentPath {
  /// Reads a path; nil where the value is none.
  public init?(json: JSONValue) {
    switch json {
    case .string(let string):
      self.init(string)
    case .object(let object):
      guard case .string(let base64) = object["bytes"], let bytes = Base64.decode(base64) else { return nil }
      self.init(bytes: bytes)
    case .null, .bool, .integer, .double, .array:
      return nil
    }
  }

  /// The path as a JSON value.
  public var json: JSONValue {
    if let string = String(validating: bytes, as: UTF8.self) { return .string(string) }
    return .object(["bytes": .string(Base64.encode(bytes))])
  }

  /// Writes the path as one value.
  public func write(to writer: inout JSONWriter) {
    writer.value(json)
  }
}
