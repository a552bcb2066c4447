/// The character sets of parts of messages.
enum Charset {
  case utf8, windows1252
  case unknown

  /// The set of a name, whose case does not matter.
  init(named name: [UInt8]) {
    switch String(decoding: name.map(ASCII.lowercased), as: UTF8.self) {
    case "", "utf-8", "utf8", "us-ascii", "ascii", "unknown-8bit": self = .utf8
    case "iso-8859-1", "iso8859-1", "latin1", "latin-1", "windows-1252", "cp1252": self = .windows1252
    default: self = .unknown
    }
  }

  /// Turns a text into UTF-8.
  ///
  /// What is no UTF-8 although it should be is taken for Windows-1252, as files are. Of a set that is not known, what
  /// is beyond ASCII becomes U+FFFD.
  ///
  /// - Returns: The text, and whether all of it was understood.
  func decode(_ text: MappedText) -> (text: MappedText, isUnderstood: Bool) {
    Work.add(text.count)
    let illFormed = IllFormedUTF8.first(in: text.bytes.span, from: 0)
    switch self {
    case .utf8 where illFormed == nil: return (text, true)
    case .utf8, .windows1252:
      var bytes: [UInt8] = []
      let map = Windows1252.decode(text.bytes, into: &bytes)
      return (MappedText(bytes: bytes, map: text.map.then(map)), true)
    case .unknown where illFormed == nil: return (text, text.bytes.allSatisfy { $0 < 0x80 })
    case .unknown:
      var decoded = MappedText()
      var place = 0
      while place < text.count {
        let start = place
        let isASCII = text.bytes[place] < 0x80
        while place < text.count, (text.bytes[place] < 0x80) == isASCII { place += 1 }
        if isASCII {
          decoded.appendIdentical(start..<place, of: text.bytes)
        } else {
          decoded.append("\u{FFFD}", for: start..<place)
        }
      }
      return (decoded.decoded(by: text.map), false)
    }
  }
}
