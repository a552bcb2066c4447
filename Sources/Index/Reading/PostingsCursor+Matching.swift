public import Postings

extension PostingsCursor {
  /// Finds which of `count` ascending documents are in the current block, and notes where they are.
  ///
  /// - Returns: how many are: as many of `matches` are valid until the next call.
  /// - Throws: `PostingsError`.
  /// - Precondition: `count` is at most 128, and no document is behind the block or in one before it.
  public func match(_ documents: UnsafePointer<DocID>, count: Int, into matches: BlockMatches) throws -> Int {
    precondition(count <= BlockMatches.capacity, "too many documents at a time")
    if let set = documentSet { return unsafe set.matches(of: documents, count: count, places: matches.places) }
    return unsafe SortedSearch.matches(
      of: documents, count: count, inBlock: try self.documents(), places: matches.places,
      blockPlaces: matches.blockPlaces)
  }

  /// Reads the frequencies of the first `found` documents that `match` has found among `documents`.
  ///
  /// - Throws: `PostingsError`, `IndexError.damaged`.
  public func readFrequencies(of found: Int, among documents: UnsafePointer<DocID>, into matches: BlockMatches) throws {
    let frequencies = unsafe try frequencies()
    if let set = documentSet { unsafe matches.rank(found, of: documents, in: set) }
    unsafe matches.takeFrequencies(found, from: frequencies)
  }
}
