import Index
import Postings

/// Finds the documents that are in all of several lists: block by block of the shortest one, whose documents are handed from
/// list to list as long as any is left.
@safe final class ConjunctionScan {
  /// By ascending length.
  private let cursors: [PostingsCursor]
  /// What the pointers below lead into.
  private let workspace: Workspace
  private let watch: Watch

  /// The candidates of the current block: documents, and their places in the block of the first list.
  private let documents: UnsafeMutablePointer<DocID>
  private let places: UnsafeMutablePointer<UInt8>
  private var count = 0
  /// The sums of the candidates' scores by their places, minus infinity for one that cannot be a hit.
  private let sums: UnsafeMutablePointer<Double>
  /// For each list, the frequencies of the candidates by their places: 128 numbers each.
  private let frequencies: UnsafeMutablePointer<UInt32>

  init(_ cursors: [PostingsCursor], workspace: Workspace, watch: Watch) {
    self.cursors = cursors
    self.workspace = workspace
    self.watch = watch
    unsafe documents = workspace.candidates
    unsafe sums = workspace.candidateSums
    unsafe places = workspace.candidatePlaces
    unsafe frequencies = workspace.frequencies(listCount: cursors.count)
  }

  /// Counts the documents.
  func count(into total: inout Int) throws {
    for block in 0..<cursors[0].blockCount {
      try intersect(block, readsFrequencies: false)
      total &+= count
    }
  }

  /// Collects the best documents, of lists that are those of the cursors, one for each.
  ///
  /// - Parameters:
  ///   - lists: what scores them.
  ///   - collector: what takes them.
  ///   - total: what every document is counted in; nil if documents that cannot be hits may be passed over.
  /// - Throws: as `SegmentExecution.collect`.
  func collect(_ lists: [ScoredList], into collector: inout TopCollector, total: inout Int?) throws {
    var first: DocID = 0
    // No score is greater than its weight. Bounds of whole lists are less, but to find them costs more than they save.
    let rest = lists.dropFirst().reduce(0.0) { $0 + Double($1.scorer.weight) }
    for block in 0..<cursors[0].blockCount {
      // Only in a damaged index do the last documents of blocks not ascend.
      let range = first..<max(first, cursors[0].lastDocument(of: block) &+ 1)
      first = range.upperBound
      try watch.tick()
      var least = -Double.infinity
      if collector.minimumSum > 0 {
        let own = Double(try lists[0].bound(of: block))
        var others = rest
        if own + others >= collector.minimumSum { others = min(others, try bound(of: lists, in: range)) }
        least = collector.minimumSum - others
        if own < least {
          if total == nil { continue }
          try intersect(block, readsFrequencies: false)
          total? += count
          continue
        }
      }
      try open(block)
      try rate(lists[0], least: least, keepsAll: total != nil)
      for number in 1..<cursors.count where count > 0 { try keep(number, readsFrequencies: true) }
      total? += count
      try score(lists, into: &collector)
    }
  }

  /// Scores the documents of the block by the first list, and drops those that the others cannot lift to the least score of
  /// a hit, or only marks them if all are to be counted.
  private func rate(_ list: ScoredList, least: Double, keepsAll: Bool) throws {
    let scores = unsafe try list.scores()
    var kept = 0
    for index in 0..<count {
      let score = unsafe Double(scores[index])
      unsafe sums[index] = score >= least ? score : -.infinity
      guard keepsAll || score >= least else { continue }
      unsafe documents[kept] = documents[index]
      unsafe places[kept] = UInt8(truncatingIfNeeded: index)
      kept &+= 1
    }
    count = kept
  }

  /// What the lists but the first can add to the score of a document in a range.
  private func bound(of lists: [ScoredList], in range: Range<DocID>) throws -> Double {
    var sum = 0.0
    for list in lists.dropFirst() {
      let blocks = list.blocks(in: range)
      if blocks.count > 8 {
        sum += Double(try list.bound)
        continue
      }
      var bound: Float = 0
      for block in blocks { bound = max(bound, try list.bound(of: block)) }
      sum += Double(bound)
    }
    return sum
  }

  /// Adds the scores of the other lists, and collects.
  private func score(_ lists: [ScoredList], into collector: inout TopCollector) throws {
    guard count > 0 else { return }
    for (number, list) in lists.enumerated().dropFirst() {
      let scorer = list.scorer
      let frequencies = unsafe self.frequencies + number &* 128
      for index in 0..<count {
        let place = unsafe Int(places[index])
        guard unsafe sums[place] > -.infinity else { continue }
        unsafe sums[place] += Double(scorer.score(documents[index], frequency: frequencies[place]))
      }
    }
    for index in 0..<count {
      let sum = unsafe sums[Int(places[index])]
      if sum >= collector.minimumSum { unsafe try collector.collect(documents[index], score: Float(sum)) }
    }
  }

  /// Finds those documents of a block of the first list that all others have.
  private func intersect(_ block: Int, readsFrequencies: Bool) throws {
    try open(block)
    for number in 1..<cursors.count where count > 0 {
      try keep(number, readsFrequencies: readsFrequencies)
    }
  }

  /// Makes the documents of a block of the first list the candidates.
  private func open(_ block: Int) throws {
    let first = cursors[0]
    try watch.tick(DocumentBlock.count)
    if first.block != block { try first.open(block) }
    count = first.count
    unsafe documents.update(from: try first.documents(), count: count)
    for index in 0..<count { unsafe places[index] = UInt8(truncatingIfNeeded: index) }
  }

  /// Keeps the candidates that a list has.
  private func keep(_ number: Int, readsFrequencies: Bool) throws {
    let cursor = cursors[number]
    var kept = 0
    var index = 0
    while index < count {
      let candidate = unsafe documents[index]
      if cursor.block < 0 || candidate > cursor.lastDocumentOfBlock {
        let block = cursor.block(reaching: candidate)
        guard block < cursor.blockCount else { break }
        try watch.tick(DocumentBlock.count)
        try cursor.open(block)
        guard candidate <= cursor.lastDocumentOfBlock else { break }
      }
      let before = kept
      if let set = cursor.documentSet {
        keep(set, through: cursor.lastDocumentOfBlock, &index, &kept)
      } else {
        unsafe keep(try cursor.documents(), count: cursor.count, &index, &kept)
      }
      if readsFrequencies, kept > before { try readFrequencies(cursor, before..<kept, of: number) }
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
    let ownPlaces = unsafe workspace.ownPlaces
    let last = unsafe own[ownCount &- 1]
    var place = 0
    while index < count, unsafe documents[index] <= last {
      let document = unsafe documents[index]
      unsafe place = SortedSearch.place(of: document, in: own, from: place, count: ownCount)
      unsafe documents[kept] = document
      unsafe places[kept] = places[index]
      unsafe ownPlaces[kept] = UInt8(truncatingIfNeeded: place)
      kept &+= unsafe own[place] == document ? 1 : 0
      index &+= 1
    }
  }

  /// Reads how often a list's term stands in those candidates of its current block that may become hits.
  private func readFrequencies(_ cursor: PostingsCursor, _ matches: Range<Int>, of number: Int) throws {
    let sums = unsafe sums
    let places = unsafe places
    var isAnyNeeded = false
    for match in matches { unsafe isAnyNeeded = isAnyNeeded || sums[Int(places[match])] > -.infinity }
    guard isAnyNeeded else { return }
    let source = unsafe try cursor.frequencies()
    let target = unsafe frequencies + number &* 128
    if let set = cursor.documentSet {
      let documents = unsafe documents
      for match in matches {
        let slot = unsafe Int(places[match])
        guard unsafe sums[slot] > -.infinity else { continue }
        unsafe target[slot] = unsafe source[min(set.rank(of: documents[match]), DocumentBlock.count &- 1)]
      }
    } else {
      let ownPlaces = unsafe workspace.ownPlaces
      for match in matches { unsafe target[Int(places[match])] = source[Int(ownPlaces[match])] }
    }
  }
}
