package import Extraction

/// How a file is read, told from its name.
package struct FileKind: Equatable, Sendable {
  package enum Content: Equatable, Sendable {
    /// The file is a document.
    case document(TextFormat)
    /// One JSON object a line, each a document.
    case jsonLines
  }

  package let content: Content
  /// It is compressed with gzip.
  package let isCompressed: Bool

  /// Reads a name; nil for an extension that promises no text.
  ///
  /// - Parameter name: The file's name, or its path.
  package init?(name: ArraySlice<UInt8>) {
    let (outer, isCompressed) = Self.uncompressedName(name)
    guard let content = Self.content(ofName: outer) else { return nil }
    self.content = content
    self.isCompressed = isCompressed
  }

  /// Reads the name of a file that the user has named: plain text where it promises nothing that is known.
  ///
  /// - Parameter path: The file's path.
  package init(ofNamed path: [UInt8]) {
    let (name, isCompressed) = Self.uncompressedName(path[...])
    content = Self.content(ofName: name) ?? .document(.text)
    self.isCompressed = isCompressed
  }

  /// Whether a name is that of a picture, a font or the like, in which nobody looks for text.
  package static func isPageResource(_ path: [UInt8]) -> Bool {
    let (name, _) = uncompressedName(path[...])
    return split(name).ending.map(pageResources.contains) ?? false
  }

  private static let pageResources: Set = [
    "css", "js", "map", "mjs", "wasm",
    "avif", "bmp", "gif", "heic", "ico", "jpeg", "jpg", "png", "svg", "tif", "tiff", "webp",
    "eot", "otf", "ttf", "woff", "woff2",
    "avi", "flac", "m4a", "m4v", "mkv", "mov", "mp3", "mp4", "ogg", "wav", "webm",
  ]

  /// A path's last name without its extension, that of compression included.
  package static func stem(ofPath path: [UInt8]) -> ArraySlice<UInt8> {
    let (name, _) = uncompressedName(path[...])
    return split(name).stem
  }

  /// The name of what a file holds, and whether that is compressed.
  private static func uncompressedName(_ name: ArraySlice<UInt8>) -> (name: ArraySlice<UInt8>, isCompressed: Bool) {
    let (stem, ending) = split(name)
    return ending == "gz" ? (stem, true) : (name, false)
  }

  private static func content(ofName name: ArraySlice<UInt8>) -> Content? {
    switch split(name).ending {
    case nil, "txt", "text", "rst", "adoc", "asciidoc", "org": .document(.text)
    case "md", "markdown", "mdown", "mkd": .document(.markdown)
    case "html", "htm", "xhtml": .document(.html)
    case "eml": .document(.email)
    case "jsonl", "ndjson": .jsonLines
    default: nil
    }
  }

  /// Cuts the last name of a path at its last dot: what follows is the extension, here in lower case; nil where it is none.
  /// A sentence may hold a dot as well (`St. Petersburg`, `Windows 3.11`), and the dot of a hidden file begins its name.
  private static func split(_ name: ArraySlice<UInt8>) -> (stem: ArraySlice<UInt8>, ending: String?) {
    let lastName = name[((name.lastIndex(of: UInt8(ascii: "/")) ?? name.startIndex - 1) + 1)...]
    guard let dot = lastName.lastIndex(of: UInt8(ascii: ".")), dot > lastName.startIndex else { return (lastName, nil) }
    let ending = lastName[(dot + 1)...]
    guard 1...10 ~= ending.count, ending.allSatisfy(isLetterOrDigit), !ending.allSatisfy(isDigit) else {
      return (lastName, nil)
    }
    return (lastName[..<dot], String(decoding: ending, as: UTF8.self).lowercased())
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    isDigit(byte) || UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20
  }
}
