import JSON
import SearchAPI

/// A search as a stream of events, each an object on a line: `begin` for each document, `match` for each of its matches,
/// `end`, and at last `summary`. docs/schema/search-events.schema.json has their members.
struct EventReport {
  /// What is printed.
  private(set) var bytes: [UInt8] = []

  init(_ answer: SearchAnswer) {
    for hit in answer.hits {
      var document = hit
      document.matches = []
      event("begin") { document.writeMembers(to: &$0) }
      for match in hit.matches {
        event("match") { writer in
          Self.name(hit, in: &writer)
          match.writeMembers(to: &writer)
        }
      }
      event("end") { writer in
        Self.name(hit, in: &writer)
        writer.member("matches", hit.matches.count)
      }
    }
    event("summary") { writer in
      writer.member("documents", answer.hits.count)
      if let total = answer.total { writer.member("total", total) }
      if let collapsed = answer.collapsed { writer.member("collapsed", collapsed) }
      writer.member("totalRelation", answer.totalRelation.rawValue)
      writer.member("matches", answer.hits.reduce(0) { $0 + $1.matches.count })
      // To the microsecond, as it came.
      writer.member("tookMs", (answer.tookMilliseconds * 1000).rounded() / 1000)
      writer.member("incomplete", answer.isIncomplete)
      writer.name("warnings")
      writer.beginArray()
      for warning in answer.warnings {
        warning.write(to: &writer)
      }
      writer.endArray()
      if let parsed = answer.parsed { writer.member("parsed", parsed) }
    }
  }

  private mutating func event(_ type: String, _ data: (inout JSONWriter) -> Void) {
    var writer = JSONWriter()
    writer.beginObject()
    writer.member("type", type)
    writer.name("data")
    writer.beginObject()
    data(&writer)
    writer.endObject()
    writer.endObject()
    bytes += writer.bytes
    bytes.append(UInt8(ascii: "\n"))
  }

  /// The members by which an event says what document it is about.
  private static func name(_ hit: SearchHit, in writer: inout JSONWriter) {
    writer.member("doc", hit.ordinal)
    guard let path = hit.path else { return }
    writer.name("path")
    path.write(to: &writer)
  }
}
