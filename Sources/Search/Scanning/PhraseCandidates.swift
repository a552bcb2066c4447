import Index
import Postings

/// The documents of a block of the shortest of several lists that all of them have, and which of each list's postings they are.
/// The memory is used again and again.
@safe final class PhraseCandidates {
  /// The documents, ascending, and the place of each in the block of the first list.
  let documents: UnsafeMutablePointer<DocID>
  let places: UnsafeMutablePointer<UInt8>
  private(set) var count = 0

  /// For each list, the numbers of the postings by places: 128 numbers each.
  private var postings: UnsafeMutablePointer<UInt32>
  private var listCapacity = 0
  /// Scores of the documents of a block: 128 numbers.
  private let scores: UnsafeMutablePointer<Float>

  /// None.
  init() {
    unsafe documents = .allocate(capacity: DocumentBlock.count)
    unsafe documents.initialize(repeating: 0, count: DocumentBlock.count)
    unsafe places = .allocate(capacity: DocumentBlock.count)
    unsafe places.initialize(repeating: 0, count: DocumentBlock.count)
    unsafe scores = .allocate(capacity: DocumentBlock.count)
    unsafe scores.initialize(repeating: 0, count: DocumentBlock.count)
    unsafe postings = .allocate(capacity: 1)
  }

  deinit {
    unsafe documents.deallocate()
    unsafe places.deallocate()
    unsafe scores.deallocate()
    unsafe postings.deallocate()
  }

  /// Makes room for the postings of some lists; what `postings(ofList:)` gave before is no longer valid.
  func reserve(listCount: Int) {
    guard listCount > listCapacity else { return }
    unsafe postings.deallocate()
    unsafe postings = .allocate(capacity: DocumentBlock.count * listCount)
    unsafe postings.initialize(repeating: 0, count: DocumentBlock.count * listCount)
    listCapacity = listCount
  }

  /// The numbers of a list's postings, by the places of the candidates.
  func postings(ofList number: Int) -> UnsafeMutablePointer<UInt32> {
    unsafe postings + number &* DocumentBlock.count
  }

  /// Makes all documents of a block of the first list the candidates. Blocks ascend from call to call.
  ///
  /// - Throws: as `PostingsCursor.open`.
  func open(_ block: Int, of list: PostingsCursor, _ watch: Watch) throws {
    try list.enter(block, watch)
    count = list.count
    unsafe documents.update(from: try list.documents(), count: count)
    let postings = unsafe postings(ofList: 0)
    let first = UInt32(truncatingIfNeeded: block &* DocumentBlock.count)
    for index in 0..<count {
      unsafe places[index] = UInt8(truncatingIfNeeded: index)
      unsafe postings[index] = first &+ UInt32(truncatingIfNeeded: index)
    }
  }

  /// Keeps those of all documents of a block of the first list that a score of at least `minimum` is possible for: the phrase
  /// is nowhere more often than the list says.
  ///
  /// - Throws: as `PostingsCursor.frequencies`.
  func keep(reaching minimum: Float, _ scorer: LeafScorer, _ list: PostingsCursor) throws {
    // Scores are computed by fours, and documents are there up to 128.
    unsafe scorer.score(try list.documents(), try list.frequencies(), count: count, into: scores)
    let documents = unsafe documents
    let places = unsafe places
    var kept = 0
    for index in 0..<count {
      unsafe documents[kept] = documents[index]
      unsafe places[kept] = places[index]
      kept &+= Candidates.isAtLeast(unsafe Double(scores[index]), Double(minimum))
    }
    count = kept
  }

  /// Keeps those that another list has.
  ///
  /// - Throws: as `PostingsCursor.open`.
  func keep(in list: PostingsCursor, _ number: Int, _ matches: BlockMatches, _ watch: Watch) throws {
    let documents = unsafe documents
    let places = unsafe places
    let postings = unsafe postings(ofList: number)
    var kept = 0
    var index = 0
    while index < count, unsafe try list.enterBlock(reaching: documents[index], watch) {
      let run = unsafe list.run(of: documents + index, count: count &- index)
      let found = unsafe try list.match(documents + index, count: run, into: matches)
      unsafe list.findBlockPlaces(of: found, among: documents + index, into: matches)
      let first = UInt32(truncatingIfNeeded: list.block &* DocumentBlock.count)
      for match in 0..<found {
        let source = unsafe index &+ Int(matches.places[match])
        let place = unsafe places[source]
        unsafe documents[kept &+ match] = documents[source]
        unsafe places[kept &+ match] = place
        unsafe postings[Int(place)] = first &+ UInt32(matches.blockPlaces[match])
      }
      kept &+= found
      index &+= run
    }
    count = kept
  }
}
