/// Why bytes are not the JSON they were taken for, and where.
public struct JSONError: Error, Equatable, Sendable {
  /// The kind of fault. A struct, so that kinds can be added without breaking a `switch`.
  public struct Code: Hashable, Sendable, CustomStringConvertible {
    /// A stable name of the kind, for logs and tests.
    public let description: String

    private init(_ description: String) {
      self.description = description
    }

    /// The text ends inside a value.
    public static let unexpectedEnd = Code("unexpected end")
    /// A byte stands where the grammar allows none such.
    public static let unexpectedByte = Code("unexpected byte")
    /// A comma stands before a closing bracket or brace.
    public static let trailingComma = Code("trailing comma")
    /// Something other than white space follows the value.
    public static let trailingBytes = Code("trailing bytes")
    /// The text begins with the byte-order mark of UTF-8, which RFC 8259 forbids a sender to write.
    public static let byteOrderMark = Code("byte-order mark")
    /// The text looks like UTF-16 or UTF-32.
    public static let notUTF8 = Code("not UTF-8")
    /// A string holds bytes that are not well-formed UTF-8.
    public static let invalidUTF8 = Code("invalid UTF-8")
    /// A string holds an unescaped control character (U+0000 to U+001F).
    public static let controlCharacter = Code("control character")
    /// A backslash begins no escape that JSON knows.
    public static let invalidEscape = Code("invalid escape")
    /// A `\u` escape names half of a surrogate pair.
    public static let loneSurrogate = Code("lone surrogate")
    /// A number breaks the grammar: a leading zero or plus, digits missing after a point or an exponent.
    public static let invalidNumber = Code("invalid number")
    /// A number is longer than `JSONLimits.numberLength`.
    public static let numberTooLong = Code("number too long")
    /// A number is too large for a double.
    public static let numberOutOfRange = Code("number out of range")
    /// Containers are nested deeper than `JSONLimits.depth`.
    public static let nestedTooDeep = Code("nested too deep")
    /// An object names a member twice.
    public static let duplicateName = Code("duplicate name")
    /// The tree holds more values than `JSONLimits.valueCount`.
    public static let tooManyValues = Code("too many values")
    /// The value is well-formed but of another type than the caller asked for.
    public static let wrongType = Code("wrong type")
  }

  /// The kind of fault.
  public let code: Code

  /// The byte offset of the fault, from the beginning of the text.
  public let offset: Int

  /// What is wrong, in words, without the offset.
  public let message: String

  /// Makes an error of a kind at an offset.
  public init(_ code: Code, at offset: Int, _ message: String) {
    self.code = code
    self.offset = offset
    self.message = message
  }
}

extension JSONError: CustomStringConvertible {
  /// The message and the offset.
  public var description: String {
    "\(message) at byte \(offset)"
  }
}
