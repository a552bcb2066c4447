package import JSON
import JSONRPC

/// A document whose text is a reprint of another's.
public struct DocumentReprint: Equatable, Sendable {
  /// The document's ordinal.
  public var ordinal: UInt64
  /// The id that its source gave it.
  public var id: String?
  /// The file that it came from.
  public var path: DocumentPath?
  /// Its title.
  public var title: String?
  /// Its date, as its source gave it.
  public var date: String?
  /// Its address, as its source gave it.
  public var url: String?
  /// Whether it has the same words in the same order.
  public var isExact: Bool
  /// Of the pairs of neighbouring words in either text, the estimated part that is in both: from 0 to 1, in thousandths.
  public var resemblance: Double

  /// Makes a reprint of which nothing is known but how near it is.
  ///
  /// - Parameters:
  ///   - ordinal: the document's ordinal.
  ///   - resemblance: the estimate; nil if it has the same words in the same order.
  public init(ordinal: UInt64, resemblance: Double?) {
    self.ordinal = ordinal
    // The estimate is good to one part in fifty.
    self.resemblance = ((resemblance ?? 1) * 1000).rounded() / 1000
    isExact = resemblance == nil
  }

  init(json: JSONValue) throws(RPCError) {
    let members = try Members(json, name: "a reprint")
    ordinal = try members.requiredCount("doc")
    id = try members.string("id")
    path = try members.path("path")
    title = try members.string("title")
    date = try members.string("date")
    url = try members.string("url")
    isExact = try members.bool("exact") ?? false
    resemblance = try members.required("resemblance", members.double("resemblance", in: 0...1))
  }

  /// Writes the object.
  package func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.member("doc", ordinal)
    writer.member("id", ifPresent: id)
    writer.member("path", ifPresent: path)
    writer.member("title", ifPresent: title)
    writer.member("date", ifPresent: date)
    writer.member("url", ifPresent: url)
    if isExact { writer.member("exact", true) }
    writer.member("resemblance", resemblance)
    writer.endObject()
  }
}
