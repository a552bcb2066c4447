import SearchAPI

/// A search whose hits need more than one answer.
struct SearchPages {
  /// How often an index may be replaced meanwhile.
  private static let attempts = 3

  private let request: SearchRequest
  private let pageLength: Int

  /// Prepares a search.
  ///
  /// - Parameters:
  ///   - request: the search for all of the hits.
  ///   - pageLength: how many to ask for at once.
  init(_ request: SearchRequest, pageLength: Int) {
    self.request = request
    self.pageLength = pageLength
  }

  /// Asks until there are as many hits as wanted, or all.
  ///
  /// - Parameter daemon: whom to ask.
  /// - Returns: one answer with all of them.
  /// - Throws: `CommandError` where an answer is an error, or the index changes all the time.
  func fetch(from daemon: inout DaemonConnection) throws(CommandError) -> SearchAnswer {
    for _ in 0..<Self.attempts {
      if let answer = try fetchOnce(from: &daemon) { return answer }
    }
    throw CommandError("the index was replaced again and again while it was asked; try again")
  }

  /// All of the hits; nil where they would not be those of one index.
  private func fetchOnce(from daemon: inout DaemonConnection) throws(CommandError) -> SearchAnswer? {
    var whole = try page(after: 0, from: &daemon)
    var isLast = whole.hits.isEmpty
    while !isLast, whole.hits.count < request.limit, whole.mayHaveMore(after: request.offset) {
      let next = try page(after: whole.hits.count, from: &daemon)
      guard next.epoch == whole.epoch else { return nil }
      isLast = next.hits.isEmpty
      whole.hits += next.hits
      whole.collapsed = next.collapsed
      whole.tookMilliseconds += next.tookMilliseconds
      whole.isIncomplete = next.isIncomplete
      // What one page says of hits that had no room the next makes up for.
      whole.warnings = next.warnings
    }
    return whole
  }

  private func page(after count: Int, from daemon: inout DaemonConnection) throws(CommandError) -> SearchAnswer {
    var request = request
    request.offset += count
    request.limit = min(request.limit - count, pageLength)
    return try daemon.answer(to: request, timeoutMilliseconds: request.timeoutMilliseconds)
  }
}
