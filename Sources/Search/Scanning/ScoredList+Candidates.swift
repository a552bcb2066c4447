import Index
import Postings

extension ScoredList {
  /// Keeps those candidates that are in the list, and adds their scores. Candidates ascend from call to call.
  ///
  /// - Parameters:
  ///   - candidates: the documents.
  ///   - least: what a hit's sum has at least, less what other lists are still to add to it.
  ///   - keepsAll: whether candidates that cannot be hits are kept too, as long as the list has them; their sums become minus
  ///     infinity, or are less than those of hits.
  ///   - matches: room for what is found in a block.
  ///   - watch: what is ticked.
  /// - Throws: as `PostingsCursor.open`.
  func require(
    _ candidates: Candidates, least: Double, keepsAll: Bool, _ matches: BlockMatches, _ watch: Watch
  ) throws {
    let documents = unsafe candidates.documents
    let sums = unsafe candidates.sums
    let places = unsafe matches.places
    var kept = 0
    var index = 0
    while index < candidates.count {
      let block = unsafe block(reaching: documents[index])
      guard block < cursor.blockCount else { break }
      let end = candidates.end(from: index, through: lastDocument(of: block))
      let leastHere = least - Double(try bound(of: block))
      var count = end &- index
      if keepsAll {
        candidates.move(index..<end, to: kept)
      } else {
        count = candidates.move(index..<end, to: kept, least: leastHere)
      }
      index = end
      guard count > 0 else { continue }
      try cursor.enter(block, watch)
      let found = unsafe try cursor.match(documents + kept, count: count, into: matches)
      guard found > 0 else { continue }
      if keepsAll, unsafe !isAnyMatch(of: found, in: sums + kept, places, atLeast: leastHere) {
        for match in 0..<found {
          unsafe documents[kept &+ match] = documents[kept &+ Int(places[match])]
          unsafe sums[kept &+ match] = -.infinity
        }
      } else {
        unsafe try cursor.readFrequencies(of: found, among: documents + kept, into: matches)
        for match in 0..<found {
          let place = unsafe kept &+ Int(places[match])
          let document = unsafe documents[place]
          unsafe documents[kept &+ match] = document
          let score = unsafe scorer.score(document, frequency: matches.frequencies[match])
          unsafe sums[kept &+ match] = sums[place] + Double(score)
        }
      }
      kept &+= found
    }
    candidates.count = kept
  }

  /// Adds their scores to those candidates that are in the list, and drops some that cannot be hits. Candidates ascend from call
  /// to call.
  ///
  /// - Parameters:
  ///   - candidates: the documents.
  ///   - least: what a hit's sum has at least, less what other lists are still to add to it.
  ///   - matches: room for what is found in a block.
  ///   - watch: what is ticked.
  /// - Throws: as `PostingsCursor.open`.
  func add(to candidates: Candidates, least: Double, _ matches: BlockMatches, _ watch: Watch) throws {
    let documents = unsafe candidates.documents
    let sums = unsafe candidates.sums
    let places = unsafe matches.places
    var kept = 0
    var index = 0
    while index < candidates.count {
      let block = unsafe block(reaching: documents[index])
      guard block < cursor.blockCount else { break }
      let end = candidates.end(from: index, through: lastDocument(of: block))
      let count = candidates.move(index..<end, to: kept, least: least - Double(try bound(of: block)))
      index = end
      guard count > 0 else { continue }
      try cursor.enter(block, watch)
      let found = unsafe try cursor.match(documents + kept, count: count, into: matches)
      if found > 0 {
        unsafe try cursor.readFrequencies(of: found, among: documents + kept, into: matches)
        for match in 0..<found {
          let place = unsafe kept &+ Int(places[match])
          unsafe sums[place] += Double(scorer.score(documents[place], frequency: matches.frequencies[match]))
        }
      }
      kept &+= count
    }
    candidates.count = kept &+ candidates.move(index..<candidates.count, to: kept, least: least)
  }

  /// The block that may hold a document, not before the current one; `blockCount` if none may.
  @inline(__always)
  private func block(reaching document: DocID) -> Int {
    cursor.block >= 0 && document <= cursor.lastDocumentOfBlock ? cursor.block : cursor.block(reaching: document)
  }

  /// The last document that a block, which is not before the current one, may hold.
  @inline(__always)
  private func lastDocument(of block: Int) -> DocID {
    block == cursor.block ? cursor.lastDocumentOfBlock : cursor.lastDocument(of: block)
  }

  private func isAnyMatch(
    of count: Int, in sums: UnsafePointer<Double>, _ places: UnsafePointer<UInt8>, atLeast least: Double
  ) -> Bool {
    for match in 0..<count where unsafe sums[Int(places[match])] >= least { return true }
    return false
  }
}
