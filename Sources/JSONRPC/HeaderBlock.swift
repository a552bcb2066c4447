/// A header block of the Language Server Protocol's base protocol: lines of `name: value`, then an empty line.
struct HeaderBlock {
  private let bytes: [UInt8]

  /// Makes a block of complete lines, each ended by CRLF, the last of them empty.
  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// The value of `Content-Length`, checked against the limit.
  func messageLength(limit: Int) throws(FrameError) -> Int {
    var length: Int?
    for line in bytes.split(separator: UInt8(ascii: "\n")) {
      let line = line.dropLast()
      if line.isEmpty { break }
      let (name, value) = try Self.field(line)
      guard Self.isContentLength(name) else { continue }
      guard length == nil else {
        throw FrameError(.contentLengthCount, "the header has more than one Content-Length")
      }
      length = try Self.messageLength(value, limit: limit)
    }
    guard let length else {
      throw FrameError(.contentLengthCount, "the header has no Content-Length")
    }
    return length
  }

  /// Cuts a line at its colon; a name is a token as RFC 9110 (section 5.6.2) defines it.
  private static func field(
    _ line: ArraySlice<UInt8>
  ) throws(FrameError) -> (name: ArraySlice<UInt8>, value: ArraySlice<UInt8>) {
    guard let colon = line.firstIndex(of: UInt8(ascii: ":")), colon > line.startIndex,
      line[..<colon].allSatisfy(isTokenByte)
    else {
      throw FrameError(.malformedHeader, "a header line is not \"name: value\"")
    }
    let isBlank = { (byte: UInt8) in byte == 0x20 || byte == 0x09 }
    var value = line[(colon + 1)...].drop(while: isBlank)
    while let last = value.last, isBlank(last) {
      value.removeLast()
    }
    return (line[..<colon], value)
  }

  private static func messageLength(_ digits: ArraySlice<UInt8>, limit: Int) throws(FrameError) -> Int {
    guard !digits.isEmpty, digits.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }) else {
      throw FrameError(.invalidContentLength, "Content-Length is not a number")
    }
    // Digits that fit no integer are far past any limit.
    let length = Int(String(decoding: digits, as: UTF8.self)) ?? .max
    guard length <= limit else {
      throw FrameError(.messageTooLarge, "frame too large: a message has at most \(limit) bytes")
    }
    guard length > 0 else {
      throw FrameError(.emptyMessage, "Content-Length is 0")
    }
    return length
  }

  private static func isContentLength(_ name: ArraySlice<UInt8>) -> Bool {
    name.lazy.map { UInt8(ascii: "A")...UInt8(ascii: "Z") ~= $0 ? $0 | 0x20 : $0 }.elementsEqual("content-length".utf8)
  }

  private static func isTokenByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "a")...UInt8(ascii: "z"):
      true
    default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
    }
  }
}
