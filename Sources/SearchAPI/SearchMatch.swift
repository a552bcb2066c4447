package import JSON
import JSONRPC

/// A place where a document matches: the whole span of a word or a phrase of the query.
public struct SearchMatch: Equatable, Sendable {
  /// Where a match begins and ends.
  public struct Place: Equatable, Sendable {
    /// Where it begins.
    public var start: SourcePosition
    /// Where it ends: the position behind its last byte.
    public var end: SourcePosition

    /// Makes a place.
    public init(start: SourcePosition, end: SourcePosition) {
      self.start = start
      self.end = end
    }
  }

  /// Where it is in the source, as ``SearchHit/space`` says; nil where that is not known any more.
  public var place: Place?
  /// The part of the document that it is in.
  public var field: DocumentField
  /// The text before it, each run of white space one blank.
  public var left: String
  /// What matches, each run of white space one blank.
  public var text: String
  /// The text behind it, each run of white space one blank.
  public var right: String

  /// Makes a match.
  ///
  /// - Parameters:
  ///   - place: where it is in the source, if that is known.
  ///   - field: the part of the document that it is in.
  ///   - left: the text before it.
  ///   - text: what matches.
  ///   - right: the text behind it.
  public init(place: Place?, field: DocumentField, left: String, text: String, right: String) {
    self.place = place
    self.field = field
    self.left = left
    self.text = text
    self.right = right
  }

  init(json: JSONValue) throws(RPCError) {
    let members = try Members(json, name: "a match")
    switch (try members.position(.start), try members.position(.end)) {
    case (let start?, let end?):
      guard start.offset <= end.offset else { throw members.invalid("end", "no less than start") }
      place = Place(start: start, end: end)
    case (nil, nil): place = nil
    case (nil, _?): throw RPCError(.invalidParams, "a match has an end but no start")
    case (_?, nil): throw RPCError(.invalidParams, "a match has a start but no end")
    }
    field = try members.required("field", members.choice("field"))
    left = try members.string("left") ?? ""
    text = try members.requiredString("text")
    right = try members.string("right") ?? ""
  }

  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writeMembers(to: &writer)
    writer.endObject()
  }

  /// Writes the members without the object around them.
  package func writeMembers(to writer: inout JSONWriter) {
    if let place {
      place.start.write(as: .start, to: &writer)
      place.end.write(as: .end, to: &writer)
    }
    writer.member("field", field.rawValue)
    writer.member("left", left)
    writer.member("text", text)
    writer.member("right", right)
  }
}
