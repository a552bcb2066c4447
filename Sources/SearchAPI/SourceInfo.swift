import JSON
import JSONRPC

/// The file that a document was made of, as it was then.
public struct SourceInfo: Equatable, Sendable {
  /// Its length in bytes.
  public var size: UInt64
  /// When it was changed last, in nanoseconds since 1970.
  public var modified: Int64
  /// The hash of its bytes; of a record of a JSON lines file, the hash of its line.
  public var hash: UInt64
  /// The line of a JSON lines file that the document is, counted from 1; nil where the document is a whole file.
  public var line: Int?

  /// Describes a file.
  ///
  /// - Parameters:
  ///   - size: its length in bytes.
  ///   - modified: when it was changed last, in nanoseconds since 1970.
  ///   - hash: the hash of its bytes, or of a record's line.
  ///   - line: the line of a record, counted from 1.
  public init(size: UInt64, modified: Int64, hash: UInt64, line: Int? = nil) {
    self.size = size
    self.modified = modified
    self.hash = hash
    self.line = line
  }

  init(_ members: Members) throws(RPCError) {
    size = try members.requiredCount("size")
    modified = try members.required("mtime", members.integer("mtime", in: Int64.min...Int64.max))
    let digits = try members.requiredString("hash")
    guard digits.utf8.count == 16, digits.utf8.allSatisfy(Self.isDigit), let hash = UInt64(digits, radix: 16) else {
      throw members.invalid("hash", "16 hexadecimal digits")
    }
    self.hash = hash
    line = try members.integer("line", in: 1...Int.max)
  }

  func write(to writer: inout JSONWriter) {
    let digits = String(hash, radix: 16)
    writer.beginObject()
    writer.member("size", size)
    writer.member("mtime", modified)
    // A number of 64 bits is more than many a reader of JSON keeps.
    writer.member("hash", String(repeating: "0", count: 16 - digits.utf8.count) + digits)
    writer.member("line", ifPresent: line)
    writer.endObject()
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"): true
    default: false
    }
  }
}
