/// A JSON object: members in the order in which they were written, found by the bytes of their names.
///
/// Names are compared as UTF-8 bytes: `é` as one scalar and as two are different names, as RFC 8259 (section 8.3) has
/// it. A lookup walks the members, so it costs the size of the object.
public struct JSONObject: Sendable {
  /// A name and its value.
  public struct Member: Sendable {
    /// The member's name, escapes resolved.
    public let name: String
    /// The member's value.
    public let value: JSONValue

    /// Makes a member.
    public init(name: String, value: JSONValue) {
      self.name = name
      self.value = value
    }
  }

  /// The members in order; the names differ in an object that was parsed.
  public let members: [Member]

  /// Makes an object. Where a name stands twice, a lookup finds the first.
  public init(_ members: [Member]) {
    self.members = members
  }

  /// The value of the member with that name.
  public subscript(name: String) -> JSONValue? {
    members.first { $0.name.hasSameBytes(as: name) }?.value
  }
}

extension JSONObject: Equatable {
  /// Whether both hold the same members in the same order.
  public static func == (left: JSONObject, right: JSONObject) -> Bool {
    left.members.elementsEqual(right.members) { left, right in
      left.name.hasSameBytes(as: right.name) && left.value == right.value
    }
  }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
  /// Makes an object from a literal, in its order.
  public init(dictionaryLiteral elements: (String, JSONValue)...) {
    self.init(elements.map { Member(name: $0.0, value: $0.1) })
  }
}
