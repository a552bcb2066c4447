import JSON

extension Root {
  /// Reads a root of the list; nil if it is none.
  init?(json: JSONValue) {
    guard case .object(let members) = json, let path = members["path"].flatMap(Self.path),
      path.first == UInt8(ascii: "/")
    else { return nil }
    self.init(path: path)
    if case .bool(let includesNames)? = members["names"] { self.includesNames = includesNames }
    guard case .array(let excluded)? = members["excluded"] else { return }
    for json in excluded {
      guard let path = Self.path(json) else { return nil }
      self.excluded.insert(path)
    }
  }

  /// Writes the root as a value.
  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.name("path")
    Self.write(path, to: &writer)
    writer.member("names", includesNames)
    writer.name("excluded")
    writer.beginArray()
    for path in excluded.sorted(by: { $0.lexicographicallyPrecedes($1) }) { Self.write(path, to: &writer) }
    writer.endArray()
    writer.endObject()
  }

  private static func path(_ json: JSONValue) -> [UInt8]? {
    switch json {
    case .string(let text): return Array(text.utf8)
    case .array(let numbers):
      var path: [UInt8] = []
      for number in numbers {
        guard case .integer(let value) = number, let byte = UInt8(exactly: value) else { return nil }
        path.append(byte)
      }
      return path
    case .null, .bool, .integer, .double, .object: return nil
    }
  }

  private static func write(_ path: [UInt8], to writer: inout JSONWriter) {
    if let text = String(validating: path, as: UTF8.self) {
      writer.string(text)
    } else {
      writer.beginArray()
      for byte in path { writer.integer(Int(byte)) }
      writer.endArray()
    }
  }
}
