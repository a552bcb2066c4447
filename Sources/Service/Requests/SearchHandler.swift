import Index
import JSONRPC
import Search
import SearchAPI

/// Answers `search`.
struct SearchHandler {
  let catalog: IndexCatalog

  /// Searches.
  ///
  /// - Parameters:
  ///   - request: what for.
  ///   - call: when to stop.
  ///   - byteLimit: how long an answer can be: no more hits are made up than may fit.
  /// - Returns: the answer, which may still be too long.
  /// - Throws: `RPCError`, `QuerySyntaxError`, `SearchError`, and what the engine throws about a damaged index.
  func answer(_ request: SearchRequest, to call: Call, byteLimit: Int) throws -> SearchOutcome {
    guard request.cursor == nil else {
      throw RPCError(.invalidParams, "cursor: this server gives none; use offset")
    }
    let stopwatch = Stopwatch()
    let query = try SearchQuery(
      reading: request.query, defaultOperator: request.defaultOperator, field: request.field,
      stem: request.stem, isStrict: request.isStrict)
    return try catalog.index(named: request.index).withSnapshot(atLeast: request.minEpoch) { snapshot in
      let searcher = Searcher(snapshot: snapshot)
      let found = try searcher.search(query, options: Self.options(of: request), interruption: call.interruption)
      guard !found.isIncomplete || !found.hits.isEmpty || found.total ?? 0 > 0 else { throw RPCError.timedOut }

      var presenter = try HitPresenter(
        of: query, searcher: searcher, request: request, call: call, byteLimit: byteLimit)
      let hits = try presenter.present(found.hits)
      var answer = SearchAnswer(
        epoch: snapshot.manifest.epoch, hits: hits, total: found.total, tookMilliseconds: stopwatch.milliseconds,
        isIncomplete: found.isIncomplete || presenter.isLate)
      // What was presented late was counted in time.
      if found.total != nil, !found.isIncomplete { answer.totalRelation = .equal }
      answer.sequence = request.sequence
      answer.warnings = query.warnings(about: snapshot)
      if request.reprints == .collapse {
        answer.collapsed = found.collapsedCount
        if !searcher.knowsReprints { answer.warnings.append(.unknownReprints) }
      }
      answer.parsed = query.description
      return SearchOutcome(answer: answer, omittedHitCount: presenter.isFull ? found.hits.count - hits.count : 0)
    }
  }

  private static func options(of request: SearchRequest) -> SearchOptions {
    var options = SearchOptions()
    options.limit = request.limit
    options.offset = request.offset
    options.countsTotal = request.total == .exact
    options.collapsesReprints = request.reprints == .collapse
    let standard = Similarity()
    options.similarity = Similarity(
      k1: request.k1.map { Float($0) } ?? standard.k1, b: request.b.map { Float($0) } ?? standard.b)
    return options
  }
}
