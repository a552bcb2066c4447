import JSON
import JSONRPC

/// What a build could not take in.
public struct SkippedSources: Equatable, Sendable {
  /// How many there were.
  public var count: Int
  /// The first of them, in the order in which they were met.
  public var items: [SkippedSource]

  /// Makes a list.
  public init(count: Int, items: [SkippedSource]) {
    self.count = count
    self.items = items
  }

  init(_ members: Members) throws(RPCError) {
    count = try members.requiredCount("count")
    items = try members.required("items", members.array("items", SkippedSource.init(json:)))
  }

  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.member("count", count)
    writer.name("items")
    writer.beginArray()
    for item in items {
      item.write(to: &writer)
    }
    writer.endArray()
    writer.endObject()
  }
}
