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

  /// The payload for a line, without the times.
  func answer(_ line: ArraySlice<UInt8>) -> String {
    let tab = line.firstIndex(of: 0x09) ?? line.endIndex
    let query = Array(line[tab...].dropFirst())
    do {
      switch String(decoding: line[..<tab], as: UTF8.self) {
      case "PING": return "0"
      case "COUNT": return try answer(query) { "\(try $0.count($1).count)" }
      case "TOP_10": return try answer(query) { try hits($0, $1, countsTotal: false) }
      case "TOP_10_COUNT": return try answer(query) { try hits($0, $1, countsTotal: true) }
      default: return "UNSUPPORTED"
      }
    } catch {
      return "ERROR \(error)"
    }
  }

  private func answer(_ query: [UInt8], _ body: (Searcher, SearchQuery) throws -> String) throws -> String {
    let query = SearchQuery(try parser.parse(utf8: query))
    return try session.withSnapshot { try body(Searcher(snapshot: $0), query) }
  }

  private func hits(_ searcher: Searcher, _ query: SearchQuery, countsTotal: Bool) throws -> String {
    var options = SearchOptions()
    options.countsTotal = countsTotal
    let found = try searcher.search(query, options: options)
    let head = found.total.map(String.init) ?? "-"
    return found.hits.reduce(into: head) { $0 += " \($1.ordinal):\($1.score)" }
  }
}
