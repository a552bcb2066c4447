import JSON

/// JSON on a line of its own.
enum JSONLine {
  /// A tree, with a line feed behind it.
  static func of(_ json: JSONValue) -> [UInt8] {
    var writer = JSONWriter()
    writer.value(json)
    return writer.bytes + [UInt8(ascii: "\n")]
  }
}
