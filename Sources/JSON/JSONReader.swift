/// A strict, pulling reader of RFC 8259 JSON over borrowed bytes.
///
/// The caller walks the text value by value and pays only for what it asks for; what it skips is checked as strictly as
/// what it reads. An object is read as
///
///     try reader.beginObject()
///     while try reader.nextName(into: &name) {
///       if name.elementsEqual("title".utf8) {
///         try reader.readString(into: &title)
///       } else {
///         try reader.skipValue()
///       }
///     }
///     try reader.finish()
///
/// Not accepted, beside what the grammar forbids: byte-order marks, encodings other than UTF-8, ill-formed UTF-8, lone
/// surrogates, a member name that stands twice in an object, and what ``JSONLimits`` names. After an error the reader is
/// to be given up. Time is linear in the text.
///
/// The reader borrows its memory and is noncopyable, so that it cannot leave the closure of ``read(_:limits:_:)``.
@safe
public struct JSONReader: ~Copyable {
  /// An open container.
  private struct Container {
    let isObject: Bool
    var isEmpty = true
  }

  var scanner: JSONScanner
  let limits: JSONLimits
  /// Values put into trees so far.
  var valueCount = 0
  private var containers: [Container] = []
  private var names = MemberNames()

  /// Makes a reader over memory that stays allocated and unchanged as long as the reader lives.
  @unsafe
  public init(_ bytes: UnsafeRawBufferPointer, limits: JSONLimits = JSONLimits()) {
    scanner = unsafe JSONScanner(bytes, numberLength: limits.numberLength)
    self.limits = limits
  }

  /// Reads an array of bytes.
  public static func read<Result, Failure: Error>(
    _ bytes: [UInt8], limits: JSONLimits = JSONLimits(), _ body: (inout JSONReader) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try unsafe bytes.span.withUnsafeBytes { (bytes) throws(Failure) in
      var reader = unsafe JSONReader(bytes, limits: limits)
      return try body(&reader)
    }
  }

  /// The current place: the number of bytes read.
  public var offset: Int { scanner.offset }

  /// The type of the value that comes next, which stays where it is.
  public mutating func nextKind() throws(JSONError) -> JSONKind {
    scanner.skipWhitespace()
    switch scanner.byte {
    case UInt8(ascii: "{"): return .object
    case UInt8(ascii: "["): return .array
    case UInt8(ascii: "\""): return .string
    case UInt8(ascii: "t"), UInt8(ascii: "f"): return .bool
    case UInt8(ascii: "n"): return .null
    case UInt8(ascii: "-"), .some(UInt8(ascii: "0")...UInt8(ascii: "9")): return .number
    default: throw scanner.unexpected()
    }
  }

  /// Reads the text to its end, where only white space may follow.
  public mutating func finish() throws(JSONError) {
    scanner.skipWhitespace()
    guard scanner.byte == nil else {
      throw JSONError(.trailingBytes, at: offset, "something follows the value")
    }
  }
}

// MARK: - Containers

extension JSONReader {
  /// Enters an object; ``nextName(into:)`` reads on.
  public mutating func beginObject() throws(JSONError) {
    try expect(.object)
    try open(isObject: true)
    names.open()
  }

  /// Moves to the next member's value.
  ///
  /// - Parameter name: becomes the member's name in UTF-8, escapes resolved; its former content goes.
  /// - Returns: false at the end of the object, which is then left.
  /// - Throws: `JSONError`, with `duplicateName` where the object has that name already.
  public mutating func nextName(into name: inout [UInt8]) throws(JSONError) -> Bool {
    guard let found = try nextName() else { return false }
    name.removeAll(keepingCapacity: true)
    unsafe names.withBytes(of: found, in: scanner.bytes) { unsafe name.append(contentsOf: $0) }
    return true
  }

  /// Enters an array; ``nextElement()`` reads on.
  public mutating func beginArray() throws(JSONError) {
    try expect(.array)
    try open(isObject: false)
  }

  /// Moves to the next element.
  ///
  /// - Returns: false at the end of the array, which is then left.
  public mutating func nextElement() throws(JSONError) -> Bool {
    try nextItem(isObject: false, end: UInt8(ascii: "]"))
  }

  private mutating func open(isObject: Bool) throws(JSONError) {
    guard containers.count < limits.depth else {
      throw JSONError(.nestedTooDeep, at: offset, "nested deeper than \(limits.depth) levels")
    }
    scanner.offset += 1
    containers.append(Container(isObject: isObject))
  }

  private mutating func nextName() throws(JSONError) -> MemberNames.Name? {
    guard try nextItem(isObject: true, end: UInt8(ascii: "}")) else {
      names.close()
      return nil
    }
    guard scanner.byte == UInt8(ascii: "\"") else { throw scanner.unexpected() }
    let start = offset
    let name = try readName()
    guard unsafe names.insert(name, in: scanner.bytes) else {
      throw JSONError(.duplicateName, at: start, "a name stands twice in an object")
    }
    scanner.skipWhitespace()
    guard scanner.byte == UInt8(ascii: ":") else { throw scanner.unexpected() }
    scanner.offset += 1
    return name
  }

  private mutating func readName() throws(JSONError) -> MemberNames.Name {
    let start = offset
    let (content, hasEscapes) = try scanner.skipString()
    guard hasEscapes else { return MemberNames.Name(range: content, isResolved: false) }
    scanner.offset = start
    let firstByte = names.resolved.count
    try scanner.readString(into: &names.resolved)
    return MemberNames.Name(range: firstByte..<names.resolved.count, isResolved: true)
  }

  /// Moves past a comma to the next item, or past `end` out of the container.
  private mutating func nextItem(isObject: Bool, end: UInt8) throws(JSONError) -> Bool {
    guard let container = containers.last, container.isObject == isObject else {
      preconditionFailure("the innermost open container is of the other kind")
    }
    scanner.skipWhitespace()
    if scanner.byte == end {
      scanner.offset += 1
      containers.removeLast()
      return false
    }
    if container.isEmpty {
      containers[containers.count - 1].isEmpty = false
      return true
    }
    guard scanner.byte == UInt8(ascii: ",") else { throw scanner.unexpected() }
    let comma = offset
    scanner.offset += 1
    scanner.skipWhitespace()
    guard scanner.byte != end else {
      throw JSONError(.trailingComma, at: comma, "a comma before the end of \(isObject ? "an object" : "an array")")
    }
    return true
  }
}

// MARK: - Values

extension JSONReader {
  /// Reads a string and appends its content in UTF-8, escapes resolved. `\u0000` becomes a zero byte.
  public mutating func readString(into buffer: inout [UInt8]) throws(JSONError) {
    try expect(.string)
    try scanner.readString(into: &buffer)
  }

  /// Reads a string.
  public mutating func readString() throws(JSONError) -> String {
    try expect(.string)
    let start = offset
    let (content, hasEscapes) = try scanner.skipString()
    guard hasEscapes else {
      return unsafe String(decoding: scanner.bytes[content], as: UTF8.self)
    }
    scanner.offset = start
    var buffer: [UInt8] = []
    try scanner.readString(into: &buffer)
    return String(decoding: buffer, as: UTF8.self)
  }

  /// Reads a number.
  public mutating func readNumber() throws(JSONError) -> JSONNumber {
    try expect(.number)
    return try scanner.readNumber()
  }

  /// Reads `true` or `false`.
  public mutating func readBool() throws(JSONError) -> Bool {
    try expect(.bool)
    let value = scanner.byte == UInt8(ascii: "t")
    try scanner.skipLiteral(value ? "true" : "false")
    return value
  }

  /// Reads `null`.
  public mutating func readNull() throws(JSONError) {
    try expect(.null)
    try scanner.skipLiteral("null")
  }

  /// Moves past a value of any type, checked as strictly as if it were read.
  public mutating func skipValue() throws(JSONError) {
    let outerDepth = containers.count
    repeat {
      switch try nextKind() {
      case .object: try beginObject()
      case .array: try beginArray()
      case .string: _ = try scanner.skipString()
      case .number: _ = try scanner.readNumber()
      case .bool: _ = try readBool()
      case .null: try readNull()
      }
      // Leave the containers that end here, up to the next item of one that does not.
      while containers.count > outerDepth, try !nextAnyItem() {}
    } while containers.count > outerDepth
  }

  private mutating func nextAnyItem() throws(JSONError) -> Bool {
    guard let container = containers.last else { return false }
    return container.isObject ? try nextName() != nil : try nextElement()
  }

  private mutating func expect(_ kind: JSONKind) throws(JSONError) {
    let found = try nextKind()
    guard found == kind else {
      throw JSONError(.wrongType, at: offset, "\(kind) was expected, not \(found)")
    }
  }
}
