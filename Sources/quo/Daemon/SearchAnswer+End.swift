import SearchAPI

extension SearchAnswer {
  /// Whether there may be more hits behind these.
  ///
  /// - Parameter offset: how many were passed over before the first.
  /// - Returns: false if it is known that there are none.
  func mayHaveMore(after offset: Int) -> Bool {
    // The numbers are the daemon's: they need not have a sum.
    let known = [hits.count, collapsed ?? 0].reduce(offset) { $0.addingReportingOverflow($1).partialValue }
    return !hits.isEmpty && !isIncomplete && known < total ?? 0
  }
}
