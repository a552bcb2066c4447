public import Postings

/// One thing that `IndexChecker` found, and where.
public struct IndexFinding: Equatable, Sendable, CustomStringConvertible {
  /// What a finding means for the answers of the index.
  public enum Severity: Sendable {
    /// Answers may be wrong or fail: the index should be built anew.
    case damage
    /// Worth knowing; no answer suffers.
    case note
  }

  /// What the finding means.
  public var severity: Severity
  /// The segment; nil where the index as a whole is meant.
  public var segment: UInt32?
  /// The stream, where it is one alone.
  public var stream: StreamID?
  /// The number of the chunk in the stream.
  public var chunk: Int?
  /// The term, or the phrase of common terms, whose entry or list is meant.
  public var term: [UInt8]?
  /// The document of the segment that is meant.
  public var document: DocID?
  /// What is wrong there.
  public var message: String

  /// The finding in one line, without control characters.
  public var description: String {
    var place: [String] = []
    if let segment { place.append("segment \(segment)") }
    if let stream { place.append(stream.name) }
    if let chunk { place.append("chunk \(chunk)") }
    if let term { place.append((term.contains(CommonTerms.separator) ? "phrase " : "term ") + Self.quoted(term)) }
    if let document { place.append("document \(document)") }
    return ([severity == .damage ? "damaged" : "note", place.joined(separator: ", "), message].filter { !$0.isEmpty })
      .joined(separator: ": ")
  }

  private static func quoted(_ term: [UInt8]) -> String {
    "'" + String(decoding: term, as: UTF8.self).unicodeScalars.map { $0.escaped(asASCII: false) }.joined() + "'"
  }
}
