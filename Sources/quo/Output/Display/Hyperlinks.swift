import Platform

/// Links to files in the text of a terminal: the escape sequence OSC 8, as described by Koblinger, "Hyperlinks (a.k.a.
/// HTML-like anchors) in terminal emulators" (2017). Terminals that do not know it show the text alone.
struct Hyperlinks {
  /// The machine, so that a terminal elsewhere does not look for the file among its own.
  private let host: [UInt8]

  init() {
    host = CurrentProcess.hostName
  }

  /// A text that leads to a file.
  ///
  /// - Parameters:
  ///   - text: what is shown.
  ///   - path: the file's path, from the root on; another is no address, and the text stays as it is.
  /// - Returns: the text between two escape sequences.
  func link(_ text: String, to path: [UInt8]) -> String {
    guard path.first == UInt8(ascii: "/") else { return text }
    return "\u{1B}]8;;file://\(Self.encoded(host))\(Self.encoded(path))\u{1B}\\\(text)\u{1B}]8;;\u{1B}\\"
  }

  /// Percent-encoded (RFC 3986, section 2.1), but for slashes and what never needs it.
  private static func encoded(_ bytes: [UInt8]) -> String {
    var result: [UInt8] = []
    let digits = Array("0123456789ABCDEF".utf8)
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"), UInt8(ascii: "~"):
        result.append(byte)
      default: result += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
