/// How a file is read, told from its name.
package enum FileKind: Sendable {
  case plainText
  case markdown
  /// Taken as it stands, with its tags.
  case html
  /// One JSON object a line, each a document.
  case jsonLines

  /// Reads a name; nil for an extension that promises no text.
  ///
  /// - Parameter name: The file's name, or its path.
  package init?(name: ArraySlice<UInt8>) {
    guard let ending = Self.ending(of: name) else {
      self = .plainText
      return
    }
    switch ending {
    case "txt", "text", "rst", "adoc", "asciidoc", "org": self = .plainText
    case "md", "markdown", "mdown", "mkd": self = .markdown
    case "html", "htm", "xhtml": self = .html
    case "jsonl", "ndjson": self = .jsonLines
    default: return nil
    }
  }

  /// What follows the last dot, in lower case; nil where it is no extension: a sentence may hold a dot as well
  /// (`St. Petersburg`, `Windows 3.11`), and the dot of a hidden file begins its name.
  private static func ending(of name: ArraySlice<UInt8>) -> String? {
    let lastName = name[((name.lastIndex(of: UInt8(ascii: "/")) ?? name.startIndex - 1) + 1)...]
    guard let dot = lastName.lastIndex(of: UInt8(ascii: ".")), dot > lastName.startIndex else { return nil }
    let ending = lastName[(dot + 1)...]
    guard 1...10 ~= ending.count, ending.allSatisfy(isLetterOrDigit), !ending.allSatisfy(isDigit) else { return nil }
    return String(decoding: ending, as: UTF8.self).lowercased()
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    isDigit(byte) || UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20
  }
}
