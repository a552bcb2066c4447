import JSON
import JSONRPC

/// Reads the members of an object, and says which member is wrong and what it may be.
///
/// A member that is `null` counts as missing: some clients cannot leave a member out.
struct Members {
  private let object: JSONObject
  /// What goes before a member's name in messages, such as `client.`.
  private let prefix: String

  /// Makes a reader.
  ///
  /// - Parameters:
  ///   - json: the object; nil stands for an empty one.
  ///   - name: what messages call it.
  ///   - prefix: what goes before the names of members in messages.
  /// - Throws: `RPCError` if it is no object.
  init(_ json: JSONValue?, name: String, prefix: String = "") throws(RPCError) {
    self.prefix = prefix
    switch json {
    case nil: object = [:]
    case .object(let object): self.object = object
    case let other?: throw RPCError(.invalidParams, "\(name) must be an object, not \(other.kind)")
    }
  }

  /// The names of the members that are neither `null` nor false.
  var names: [String] {
    object.members.filter { $0.value != .null && $0.value != .bool(false) }.map(\.name)
  }

  func invalid(_ name: String, _ expectation: String) -> RPCError {
    RPCError(.invalidParams, "\(prefix)\(name) must be \(expectation)")
  }

  private func value(_ name: String) -> JSONValue? {
    let value = object[name]
    return value == .null ? nil : value
  }
}

// MARK: - Members that may be missing

extension Members {
  /// A string, of at most so many UTF-8 bytes where that is given.
  func string(_ name: String, maxLength: Int = .max) throws(RPCError) -> String? {
    guard let value = value(name) else { return nil }
    guard case .string(let string) = value else { throw invalid(name, "a string") }
    guard string.utf8.count <= maxLength else { throw invalid(name, "a string of at most \(maxLength) bytes") }
    return string
  }

  func integer<Integer: FixedWidthInteger>(
    _ name: String, in range: ClosedRange<Integer>
  ) throws(RPCError) -> Integer? {
    guard let value = value(name) else { return nil }
    guard case .integer(let integer) = value, let exact = Integer(exactly: integer), range.contains(exact) else {
      throw invalid(
        name,
        range == 0...Integer.max
          ? "an integer that is not negative" : "an integer from \(range.lowerBound) to \(range.upperBound)")
    }
    return exact
  }

  func double(_ name: String, in range: ClosedRange<Double>) throws(RPCError) -> Double? {
    guard let value = value(name) else { return nil }
    let double: Double? =
      switch value {
      case .integer(let integer): Double(integer)
      case .double(let double): double
      default: nil
      }
    guard let double, range.contains(double) else {
      throw invalid(name, "a number from \(range.lowerBound) to \(range.upperBound)")
    }
    return double
  }

  func bool(_ name: String) throws(RPCError) -> Bool? {
    guard let value = value(name) else { return nil }
    guard case .bool(let bool) = value else { throw invalid(name, "true or false") }
    return bool
  }

  /// One of an enumeration's values.
  func choice<Choice: RawRepresentable<String> & CaseIterable>(_ name: String) throws(RPCError) -> Choice? {
    guard let value = value(name) else { return nil }
    let names = Choice.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: " or ")
    guard case .string(let string) = value, let choice = Choice.allCases.first(where: { $0.rawValue == string }) else {
      throw invalid(name, names)
    }
    return choice
  }

  /// An array whose elements `body` makes something of.
  func array<Element>(
    _ name: String, _ body: (JSONValue) throws(RPCError) -> Element
  ) throws(RPCError) -> [Element]? {
    guard let value = value(name) else { return nil }
    guard case .array(let elements) = value else { throw invalid(name, "an array") }
    var result: [Element] = []
    result.reserveCapacity(elements.count)
    for element in elements {
      result.append(try body(element))
    }
    return result
  }

  func strings(_ name: String) throws(RPCError) -> [String]? {
    try array(name) { (element) throws(RPCError) in
      guard case .string(let string) = element else { throw invalid(name, "an array of strings") }
      return string
    }
  }

  /// The member as it stands.
  func json(_ name: String) -> JSONValue? {
    value(name)
  }

  /// An object.
  func members(_ name: String) throws(RPCError) -> Members? {
    guard let value = value(name) else { return nil }
    return try Members(value, name: prefix + name, prefix: "\(prefix)\(name).")
  }

  /// A path, which is a string or `{"bytes": base64}`.
  func path(_ name: String) throws(RPCError) -> DocumentPath? {
    guard let value = value(name) else { return nil }
    guard let path = DocumentPath(json: value) else {
      throw invalid(name, "a string or {\"bytes\": base64}")
    }
    return path
  }

  /// Paths, each a string or `{"bytes": base64}`.
  func paths(_ name: String) throws(RPCError) -> [DocumentPath]? {
    try array(name) { (element) throws(RPCError) in
      guard let path = DocumentPath(json: element), !path.bytes.isEmpty else {
        throw invalid(name, "an array of paths, each a string or {\"bytes\": base64}")
      }
      return path
    }
  }

  /// Paths from the root on: the server has another current directory than its clients.
  func absolutePaths(_ name: String) throws(RPCError) -> [DocumentPath]? {
    let paths = try paths(name)
    guard paths?.allSatisfy(\.isAbsolute) ?? true else { throw invalid(name, "absolute paths") }
    return paths
  }

  /// What is known of the file.
  func source() throws(RPCError) -> SourceInfo? {
    guard let members = try members("source") else { return nil }
    return try SourceInfo(members)
  }
}

// MARK: - Members that must be there

extension Members {
  /// What a member is, or an error where it is missing.
  func required<Value>(_ name: String, _ value: Value?) throws(RPCError) -> Value {
    guard let value else { throw RPCError(.invalidParams, "\(prefix)\(name) is missing") }
    return value
  }

  func requiredString(_ name: String, maxLength: Int = .max) throws(RPCError) -> String {
    try required(name, string(name, maxLength: maxLength))
  }

  /// A number that is not negative.
  func requiredCount<Integer: FixedWidthInteger>(_ name: String) throws(RPCError) -> Integer {
    try required(name, integer(name, in: 0...Integer.max))
  }
}
