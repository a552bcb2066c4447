import JSON
import JSONRPC

/// A piece of a document's text that shows why it matches.
public struct SearchSnippet: Equatable, Sendable {
  /// The text, each run of white space one blank, with an ellipsis where it was cut.
  public var text: String
  /// The parts of the text that match, in order and apart, in the position encoding of the answer.
  public var highlights: [Range<Int>]
  /// The part of the document that it is from.
  public var field: DocumentField
  /// Where its first highlight, or without one its first word, is in the source; nil where that is not known any more.
  public var place: SourcePosition?

  /// Makes a snippet.
  ///
  /// - Parameters:
  ///   - text: the text.
  ///   - highlights: the parts of it that match, in order and apart.
  ///   - field: the part of the document that it is from.
  ///   - place: where its first highlight is in the source, if that is known.
  public init(text: String, highlights: [Range<Int>] = [], field: DocumentField, place: SourcePosition? = nil) {
    self.text = text
    self.highlights = highlights
    self.field = field
    self.place = place
  }

  init(json: JSONValue) throws(RPCError) {
    let members = try Members(json, name: "a snippet")
    text = try members.requiredString("text")
    highlights = try Self.highlights(members)
    field = try members.required("field", members.choice("field"))
    place = try members.position(.start)
  }

  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.member("text", text)
    writer.name("highlights")
    writer.beginArray()
    for highlight in highlights {
      writer.beginArray()
      writer.integer(highlight.lowerBound)
      writer.integer(highlight.upperBound)
      writer.endArray()
    }
    writer.endArray()
    writer.member("field", field.rawValue)
    place?.write(as: .start, to: &writer)
    writer.endObject()
  }

  private static func highlights(_ members: Members) throws(RPCError) -> [Range<Int>] {
    var end = 0
    return try members.array("highlights") { (element) throws(RPCError) in
      guard case .array(let bounds) = element, bounds.count == 2, case .integer(let start) = bounds[0],
        case .integer(let next) = bounds[1], let lower = Int(exactly: start), let upper = Int(exactly: next),
        end <= lower, lower <= upper
      else { throw members.invalid("highlights", "an array of [start, end], in order and apart") }
      end = upper
      return lower..<upper
    } ?? []
  }
}
