import Index
import Query
import Search

/// Answers one line of the benchmark protocol after the other.
struct GamePlayer {
  private let session: ReadSession
  private let parser = QueryParser(options: QueryOptions(defaultOperator: .or))

  init(session: ReadSession) {
    self.session = session
  }

  /// Appends the payload for a line, without the times, to `output`.
  func answer(_ line: ArraySlice<UInt8>, into output: inout OutputLine) {
    let tab = line.firstIndex(of: UInt8(ascii: "\t")) ?? line.endIndex
    let mode = line[..<tab]
    let query = line[tab...].dropFirst()
    do {
      if mode.elementsEqual("PING".utf8) {
        output.append("0")
      } else if mode.elementsEqual("COUNT".utf8) {
        try count(query, into: &output)
      } else if mode.elementsEqual("TOP_10".utf8) {
        try search(query, countsTotal: false, into: &output)
      } else if mode.elementsEqual("TOP_10_COUNT".utf8) {
        try search(query, countsTotal: true, into: &output)
      } else {
        output.append("UNSUPPORTED")
      }
    } catch {
      output.append("ERROR \(error)")
    }
  }

  private func count(_ query: ArraySlice<UInt8>, into output: inout OutputLine) throws {
    let query = SearchQuery(try parser.parse(utf8: Array(query)))
    let tally = try session.withSnapshot { try Searcher(snapshot: $0).count(query) }
    output.append(decimal: UInt64(clamping: tally.count))
  }

  private func search(_ query: ArraySlice<UInt8>, countsTotal: Bool, into output: inout OutputLine) throws {
    let query = SearchQuery(try parser.parse(utf8: Array(query)))
    var options = SearchOptions()
    options.countsTotal = countsTotal
    let found = try session.withSnapshot { try Searcher(snapshot: $0).search(query, options: options) }
    if let total = found.total { output.append(decimal: UInt64(clamping: total)) } else { output.append("-") }
    for hit in found.hits {
      output.append(UInt8(ascii: " "))
      output.append(decimal: hit.ordinal)
      output.append(UInt8(ascii: ":"))
      output.append(hit.score.description)
    }
  }
}
