/// One document, ready to be analysed. All text in it is well-formed UTF-8.
///
/// An ``Ingestor`` fills the same one again and again. Copying it, or an array out of it, is safe and costs the
/// allocation that reuse would have saved.
public struct SourceDocument: Equatable, Sendable {
  /// What a line of JSON lines calls itself: its member `id`, a number as it is written. Empty for a file.
  public var id: [UInt8] = []

  /// The path's bytes, which need not be UTF-8: as the user gave it, and below a folder with the way from there on. For
  /// JSON lines it is the path of the source, `-` for the standard input.
  public var path: [UInt8] = []

  /// The title; empty where there is none. A file without any text has its name here, without the extension.
  public var title: [UInt8] = []

  /// The text without markup and without what was taken for the title.
  public var body: [UInt8] = []

  /// When it was published, as the source writes it; empty where it does not say.
  public var date: [UInt8] = []

  /// Its address; empty where the source gives none.
  public var url: [UInt8] = []

  /// Its language, a tag such as `en-GB` as the source writes it; empty where it does not say.
  public var language: [UInt8] = []

  /// The file; nil for the standard input.
  public var file: SourceFile?

  /// Where the bytes of the title stand in the file, or in what a compressed one holds: a map as `Extraction.SourceMap`
  /// encodes it. Empty for a record: its places are those of its own title and body.
  public var titleMap: [UInt8] = []

  /// Where the bytes of the body stand, like ``titleMap``.
  public var bodyMap: [UInt8] = []

  /// The line of a JSON-lines source, from 1; 0 for a file.
  public var lineNumber = 0

  /// Where that line begins in the source, in bytes; 0 for a file.
  public var byteOffset = 0

  /// The file was not UTF-8.
  public var isReencoded = false

  /// A part of the file is in an encoding that is not known here, and is missing or U+FFFD in the text.
  public var isPartlyUndecoded = false

  /// Makes an empty document.
  public init() {}

  /// Empties all but what says where the document comes from, keeping the memory.
  mutating func clearText() {
    id.removeAll(keepingCapacity: true)
    title.removeAll(keepingCapacity: true)
    body.removeAll(keepingCapacity: true)
    date.removeAll(keepingCapacity: true)
    url.removeAll(keepingCapacity: true)
    language.removeAll(keepingCapacity: true)
    titleMap.removeAll(keepingCapacity: true)
    bodyMap.removeAll(keepingCapacity: true)
    isReencoded = false
    isPartlyUndecoded = false
  }
}
