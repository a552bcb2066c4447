extension JSONReader {
  /// Reads a value of any type as a tree.
  ///
  /// It recurses once per level, at most `JSONLimits.greatestDepth` times.
  public mutating func readValue() throws(JSONError) -> JSONValue {
    let kind = try nextKind()
    valueCount += 1
    guard valueCount <= limits.valueCount else {
      throw JSONError(.tooManyValues, at: offset, "more than \(limits.valueCount) values")
    }
    switch kind {
    case .null:
      try readNull()
      return .null
    case .bool:
      return .bool(try readBool())
    case .number:
      switch try readNumber() {
      case .integer(let integer): return .integer(integer)
      case .double(let double): return .double(double)
      }
    case .string:
      return .string(try readString())
    case .array:
      return .array(try readArray())
    case .object:
      return .object(try readObject())
    }
  }

  private mutating func readArray() throws(JSONError) -> [JSONValue] {
    try beginArray()
    var elements: [JSONValue] = []
    while try nextElement() {
      elements.append(try readValue())
    }
    return elements
  }

  private mutating func readObject() throws(JSONError) -> JSONObject {
    try beginObject()
    var members: [JSONObject.Member] = []
    var name: [UInt8] = []
    while try nextName(into: &name) {
      members.append(JSONObject.Member(name: String(decoding: name, as: UTF8.self), value: try readValue()))
    }
    return JSONObject(members)
  }
}
