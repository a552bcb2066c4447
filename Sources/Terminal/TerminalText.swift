/// Text of strangers made safe for a terminal.
///
/// Control characters move the cursor, change colors or worse; bidirectional controls show text in another order than
/// it has (Boucher and Anderson, "Trojan Source", 2021). Both are shown as `\u{1B}`, and bytes that are not UTF-8 as
/// `\xE9`.
public enum TerminalText {
  /// The text as it stands, line breaks shown as any other control.
  public static func literal(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      append(scalar, to: &result)
    }
    return result
  }

  /// A path as it stands: bytes that need not be UTF-8.
  public static func literal(path: [UInt8]) -> String {
    var result = ""
    var bytes = path.makeIterator()
    var offset = 0
    var parser = Unicode.UTF8.ForwardParser()
    while true {
      switch parser.parseScalar(from: &bytes) {
      case .valid(let encoded):
        append(Unicode.UTF8.decode(encoded), to: &result)
        offset += encoded.count
      case .error(let length):
        for byte in path[offset..<offset + length] {
          result += #"\x"# + hexadecimal(UInt32(byte), digits: 2)
        }
        offset += length
      case .emptyInput:
        return result
      }
    }
  }

  /// The text on one line: each run of white space becomes one space.
  public static func line(_ text: String) -> String {
    var result = ""
    var isSpaceDue = false
    for scalar in text.unicodeScalars {
      if scalar.properties.isWhitespace {
        isSpaceDue = !result.isEmpty
        continue
      }
      if isSpaceDue { result.unicodeScalars.append(" ") }
      isSpaceDue = false
      append(scalar, to: &result)
    }
    return result
  }

  /// What is shown in place of a scalar, nil where that is the scalar itself.
  public static func escape(of scalar: Unicode.Scalar) -> String? {
    isControl(scalar) ? #"\u{\#(hexadecimal(scalar.value, digits: 1))}"# : nil
  }

  private static func append(_ scalar: Unicode.Scalar, to text: inout String) {
    if let escape = escape(of: scalar) {
      text += escape
    } else {
      text.unicodeScalars.append(scalar)
    }
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    // C0, DEL and C1.
    case 0x00...0x1F, 0x7F...0x9F: true
    // Line and paragraph separators.
    case 0x2028, 0x2029: true
    // Marks, embeddings, overrides and isolates of the bidirectional algorithm.
    case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
    // A byte-order mark, which shows nothing.
    case 0xFEFF: true
    default: false
    }
  }

  private static func hexadecimal(_ number: UInt32, digits: Int) -> String {
    let text = String(number, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(digits - text.utf8.count, 0)) + text
  }
}
