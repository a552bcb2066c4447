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
  /// Where in a block of another list candidates were found.
  private let blockPlaces: UnsafeMutablePointer<UInt8>
  /// Scores of the documents of a block: 128 numbers.
  private let scores: UnsafeMutablePointer<Float>

  /// None.
  init() {
    unsafe documents = .allocate(capacity: DocumentBlock.count)
    unsafe documents.initialize(repeating: 0, count: DocumentBlock.count)
    unsafe places = .allocate(capacity: DocumentBlock.count)
    unsafe places.initialize(repeating: 0, count: DocumentBlock.count)
    unsafe blockPlaces = .allocate(capacity: DocumentBlock.count)
    unsafe blockPlaces.initialize(repeating: 0, count: DocumentBlock.count)
    unsafe scores = .allocate(capacity: DocumentBlock.count)
    unsafe scores.initialize(repeating: 0, count: DocumentBlock.count)
    unsafe postings = .allocate(capacity: 1)
  }

  deinit {
    unsafe documents.deallocate()
    unsafe places.deallocate()
    unsafe blockPlaces.deallocate()
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
  func open(_ block: Int, of list: PostingsCursor) throws {
    if list.block != block { try list.open(block) }
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
    // Scores are computed by fours.
    for index in count..<(count &+ 3) & ~3 { unsafe documents[index] = documents[count &- 1] }
    unsafe scorer.score(documents, try list.frequencies(), count: count, into: scores)
    var kept = 0
    for index in 0..<count {
      unsafe documents[kept] = documents[index]
      unsafe places[kept] = places[index]
      kept &+= unsafe scores[index] >= minimum ? 1 : 0
    }
    count = kept
  }

  /// Keeps those that another list has.
  ///
  /// - Throws: as `PostingsCursor.open`.
  func keep(in list: PostingsCursor, _ number: Int, watch: Watch) throws {
    let postings = unsafe postings(ofList: number)
    var kept = 0
    var index = 0
    while index < count {
      let candidate = unsafe documents[index]
      if list.block < 0 || candidate > list.lastDocumentOfBlock {
        let block = list.block(reaching: candidate)
        guard block < list.blockCount else { break }
        try watch.tick(DocumentBlock.count)
        try list.open(block)
        guard candidate <= list.lastDocumentOfBlock else { break }
      }
      let before = kept
      let first = UInt32(truncatingIfNeeded: list.block &* DocumentBlock.count)
      if let set = list.documentSet {
        keep(set, through: list.lastDocumentOfBlock, &index, &kept)
        for match in before..<kept {
          let place = unsafe min(set.rank(of: documents[match]), DocumentBlock.count &- 1)
          unsafe postings[Int(places[match])] = first &+ UInt32(truncatingIfNeeded: place)
        }
      } else {
        unsafe keep(try list.documents(), count: list.count, &index, &kept)
        for match in before..<kept { unsafe postings[Int(places[match])] = first &+ UInt32(blockPlaces[match]) }
      }
    }
    count = kept
  }

  /// Keeps the candidates of a dense block, whose last document is `last`.
  @inline(__always)
  private func keep(_ set: DocumentSetBlock, through last: DocID, _ index: inout Int, _ kept: inout Int) {
    let documents = unsafe documents
    let places = unsafe places
    while index < count, unsafe documents[index] <= last {
      let document = unsafe documents[index]
      unsafe documents[kept] = document
      unsafe places[kept] = places[index]
      // Without a branch, which could not be foretold.
      kept &+= set.contains(document) ? 1 : 0
      index &+= 1
    }
  }

  /// Keeps the candidates of a block of `ownCount` documents, and notes where in the block each is.
  @inline(__always)
  private func keep(_ own: UnsafePointer<DocID>, count ownCount: Int, _ index: inout Int, _ kept: inout Int) {
    let documents = unsafe documents
    let places = unsafe places
    let blockPlaces = unsafe blockPlaces
    let last = unsafe own[ownCount &- 1]
    var place = 0
    while index < count, unsafe documents[index] <= last {
      let document = unsafe documents[index]
      unsafe place = SortedSearch.place(of: document, in: own, from: place, count: ownCount)
      unsafe documents[kept] = document
      unsafe places[kept] = places[index]
      unsafe blockPlaces[kept] = UInt8(truncatingIfNeeded: place)
      kept &+= unsafe own[place] == document ? 1 : 0
      index &+= 1
    }
  }
}
