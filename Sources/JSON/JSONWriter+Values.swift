extension JSONWriter {
  /// Writes a tree.
  public mutating func value(_ value: JSONValue) {
    switch value {
    case .null: null()
    case .bool(let bool): self.bool(bool)
    case .integer(let integer): self.integer(integer)
    case .double(let double): self.double(double)
    case .string(let string): self.string(string)
    case .array(let elements):
      beginArray()
      for element in elements {
        self.value(element)
      }
      endArray()
    case .object(let object):
      beginObject()
      for member in object.members {
        self.member(member.name, member.value)
      }
      endObject()
    }
  }

  /// Writes a member whose value is a tree.
  public mutating func member(_ name: String, _ value: JSONValue) {
    self.name(name)
    self.value(value)
  }

  /// Writes a member whose value is a string.
  public mutating func member(_ name: String, _ string: String) {
    self.name(name)
    self.string(string)
  }

  /// Writes a member whose value is an integer.
  public mutating func member(_ name: String, _ integer: some BinaryInteger) {
    self.name(name)
    self.integer(integer)
  }

  /// Writes a member whose value is an integer.
  public mutating func member(_ name: String, _ integer: Int) {
    self.name(name)
    self.integer(integer)
  }

  /// Writes a member whose value is a double.
  public mutating func member(_ name: String, _ double: Double) {
    self.name(name)
    self.double(double)
  }

  /// Writes a member whose value is a boolean.
  public mutating func member(_ name: String, _ bool: Bool) {
    self.name(name)
    self.bool(bool)
  }
}
