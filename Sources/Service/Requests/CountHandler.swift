import Index
import JSONRPC
import Search
import SearchAPI

/// Answers `count`.
struct CountHandler {
  let catalog: IndexCatalog

  func answer(_ request: CountRequest, to call: Call) throws -> CountAnswer {
    let stopwatch = Stopwatch()
    let query = try SearchQuery(
      reading: request.query, defaultOperator: request.defaultOperator, field: request.field,
      stem: request.stem, isStrict: request.isStrict)
    return try catalog.index(named: request.index).withSnapshot(atLeast: request.minEpoch) { snapshot in
      let tally = try Searcher(snapshot: snapshot).count(query, interruption: call.interruption)
      guard tally.count > 0 || !tally.isIncomplete else { throw RPCError.timedOut }
      return CountAnswer(
        count: tally.count, epoch: snapshot.manifest.epoch, tookMilliseconds: stopwatch.milliseconds,
        isIncomplete: tally.isIncomplete, warnings: query.warnings(about: snapshot))
    }
  }
}
