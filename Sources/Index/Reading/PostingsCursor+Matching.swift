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

  /// Finds the places in the block of the first `found` documents that `match` has found among `documents`.
  public func findBlockPlaces(of found: Int, among documents: UnsafePointer<DocID>, into matches: BlockMatches) {
    // Where the block is no set, `match` has noted them.
    if let set = documentSet { unsafe matches.rank(found, of: documents, in: set) }
  }

  /// Reads the frequencies of the first `found` documents that `match` has found among `documents`.
  ///
  /// - Throws: `PostingsError`, `IndexError.damaged`.
  public func readFrequencies(of found: Int, among documents: UnsafePointer<DocID>, into matches: BlockMatches) throws {
    let frequencies = unsafe try frequencies()
    unsafe findBlockPlaces(of: found, among: documents, into: matches)
    unsafe matches.takeFrequencies(found, from: frequencies)
  }
}
