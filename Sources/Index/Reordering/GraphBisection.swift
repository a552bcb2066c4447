import Postings

/// Renumbers documents so that those with the same words stand together: recursive graph bisection (Dhulipala, Kabiljo,
/// Karrer, Ottaviano, Pupyrev, Shalita: "Compressing Graphs and Indexes with Recursive Graph Bisection", KDD 2016), which
/// halves the documents, exchanges those between the halves that are better off in the other one, and does the same with
/// each half.
///
/// What makes it quick:
/// - The gain of a move is computed once for each term, not for each posting, and what is better off is told by the median
///   of all gains instead of by sorting (Mackenzie, Petri, Moffat: "Faster Index Reordering with Bipartite Graph
///   Partitioning", SIGIR 2021).
/// - A term that only one document of a half holds, or all of them, has no say in any split of it; one that is in more than
///   half of them has little. The rows of a half are copied without these, so that they get shorter on the way down, and with
///   the terms numbered anew, so that what is looked up for each posting stays in the nearest caches.
/// - Who moves must want it the more the longer it has gone on (the cooling of "Tradeoff Options for Bipartite Graph
///   Partitioning", Mackenzie, Petri, Moffat, 2022, is of this kind), and a split is done with when few move.
///
/// The same input gives the same order on every machine: all arithmetic is of integers.
@safe struct GraphBisection: ~Copyable {
  /// What is a matter of measurement.
  struct Parameters {
    /// Parts of so many documents are left as they are.
    var leafSize = 32
    /// The most rounds of exchanges in one split.
    var maximumRounds = 10
    /// A split is done with when at most one document in so many has moved.
    var settledShare = 33
    /// By how many bits more each round asks of those that move.
    var coolingBits = 0.5
  }

  /// The place of a term among those of the next split where it has none.
  private static let dropped = UInt32.max

  private let index: ForwardIndex
  private let parameters: Parameters
  private let cooling: Int
  private let cost = SplitCost()
  /// The order so far: places are filled with documents, and `rows` has the rows of these.
  private let documents: UnsafeMutablePointer<DocID>
  private let rows: UnsafeMutablePointer<ForwardIndex.Row>
  /// For each place, how much rather its document is in the first half than in the second; and room to look for the median.
  private let preferences: UnsafeMutablePointer<Int>
  private let selection: UnsafeMutablePointer<Int>
  /// For each term of the part that is split: in how many documents of either half it is, and how much its being there says
  /// for the first half, to a document of the first and to one of the second.
  private let leftCounts: UnsafeMutablePointer<UInt32>
  private let rightCounts: UnsafeMutablePointer<UInt32>
  private let leftGains: UnsafeMutablePointer<Int32>
  private let rightGains: UnsafeMutablePointer<Int32>
  /// What number each term gets in a half.
  private let places: UnsafeMutablePointer<UInt32>

  /// Finds an order for the documents of an index.
  ///
  /// - Parameters:
  ///   - index: which terms they hold. Memory for as many postings again is taken meanwhile.
  ///   - parameters: how much work is done.
  /// - Returns: all documents, those first that are to get the lowest numbers.
  static func order(of index: consuming ForwardIndex, parameters: Parameters = Parameters()) -> [DocID] {
    let bisection = GraphBisection(index, parameters: parameters)
    return bisection.order()
  }

  private init(_ index: consuming ForwardIndex, parameters: Parameters) {
    self.parameters = parameters
    cooling = Int(parameters.coolingBits * Double(1 << SplitCost.fractionBits))
    unsafe rows = index.rows
    let documentRoom = max(index.documentCount, 1)
    unsafe documents = .allocate(capacity: documentRoom)
    for document in 0..<index.documentCount { unsafe (documents + document).initialize(to: DocID(document)) }
    unsafe preferences = .allocate(capacity: documentRoom)
    unsafe preferences.initialize(repeating: 0, count: documentRoom)
    unsafe selection = .allocate(capacity: documentRoom)
    unsafe selection.initialize(repeating: 0, count: documentRoom)
    let termRoom = max(index.termCount, 1)
    unsafe leftCounts = .allocate(capacity: termRoom)
    unsafe rightCounts = .allocate(capacity: termRoom)
    unsafe leftGains = .allocate(capacity: termRoom)
    unsafe rightGains = .allocate(capacity: termRoom)
    unsafe places = .allocate(capacity: termRoom)
    unsafe leftCounts.initialize(repeating: 0, count: termRoom)
    unsafe rightCounts.initialize(repeating: 0, count: termRoom)
    unsafe leftGains.initialize(repeating: 0, count: termRoom)
    unsafe rightGains.initialize(repeating: 0, count: termRoom)
    unsafe places.initialize(repeating: 0, count: termRoom)
    self.index = index
  }

  deinit {
    unsafe documents.deallocate()
    unsafe preferences.deallocate()
    unsafe selection.deallocate()
    unsafe leftCounts.deallocate()
    unsafe rightCounts.deallocate()
    unsafe leftGains.deallocate()
    unsafe rightGains.deallocate()
    unsafe places.deallocate()
  }

  private borrowing func order() -> [DocID] {
    let other = UnsafeMutablePointer<UInt32>.allocate(capacity: max(index.capacity, 1))
    defer { unsafe other.deallocate() }
    unsafe split(0..<index.documentCount, termCount: index.termCount, terms: index.terms, other: other, start: 0)
    return unsafe Array(UnsafeBufferPointer(start: documents, count: index.documentCount))
  }

  /// Splits the documents in `part`, and goes on with either half.
  ///
  /// Their rows lie in `terms` from `start` on, one after the other in some order, with terms below `termCount`. The same
  /// places of `other` are free to be written.
  private func split(
    _ part: Range<Int>, termCount: Int, terms: UnsafeMutablePointer<UInt32>, other: UnsafeMutablePointer<UInt32>,
    start: Int
  ) {
    guard part.count > max(parameters.leafSize, 1), termCount > 0 else { return }
    let middle = part.lowerBound + part.count / 2
    let (left, right) = (part.lowerBound..<middle, middle..<part.upperBound)
    unsafe count(left, of: terms, termCount: termCount, into: leftCounts)
    unsafe count(right, of: terms, termCount: termCount, into: rightCounts)
    for round in 0..<parameters.maximumRounds {
      computeGains(termCount: termCount)
      unsafe computePreferences(of: left, in: terms, leftGains)
      unsafe computePreferences(of: right, in: terms, rightGains)
      let moved = unsafe exchange(left, right, in: terms, threshold: round * cooling)
      if moved * parameters.settledShare <= part.count { break }
    }
    guard right.count > parameters.leafSize else { return }
    var end = start
    let leftTermCount = unsafe renumber(leftCounts, termCount: termCount, documentCount: left.count)
    unsafe copy(left, from: terms, to: other, at: &end)
    let rightStart = end
    let rightTermCount = unsafe renumber(rightCounts, termCount: termCount, documentCount: right.count)
    unsafe copy(right, from: terms, to: other, at: &end)
    unsafe split(left, termCount: leftTermCount, terms: other, other: terms, start: start)
    unsafe split(right, termCount: rightTermCount, terms: other, other: terms, start: rightStart)
  }

  /// Counts in how many documents of `half` each term is.
  private func count(
    _ half: Range<Int>, of terms: UnsafeMutablePointer<UInt32>, termCount: Int,
    into counts: UnsafeMutablePointer<UInt32>
  ) {
    unsafe counts.update(repeating: 0, count: termCount)
    for place in half {
      let row = unsafe rows[place]
      var index = row.start
      while index < row.end {
        unsafe counts[Int(terms[index])] &+= 1
        index &+= 1
      }
    }
  }

  /// Finds out what each term says for the first half.
  private func computeGains(termCount: Int) {
    for term in 0..<termCount {
      // A document counts only the others that hold its terms. What this gives to a half that none of them is in is not used.
      let (left, right) = unsafe (cost.savings(leftCounts[term]), cost.savings(rightCounts[term]))
      unsafe leftGains[term] = left[0] &- right[1]
      unsafe rightGains[term] = left[1] &- right[0]
    }
  }

  /// Sums up for each document of `half` what its terms say.
  private func computePreferences(
    of half: Range<Int>, in terms: UnsafeMutablePointer<UInt32>, _ gains: UnsafeMutablePointer<Int32>
  ) {
    for place in half {
      let row = unsafe rows[place]
      var sum = 0
      var index = row.start
      while index < row.end {
        unsafe sum &+= Int(gains[Int(terms[index])])
        index &+= 1
      }
      unsafe preferences[place] = sum
    }
  }

  /// Exchanges documents of the first half that want to be in the second more than the median does with such of the second
  /// that want to be in the first, both by more than `threshold`.
  ///
  /// - Returns: how many documents of the first half have moved.
  private func exchange(
    _ left: Range<Int>, _ right: Range<Int>, in terms: UnsafeMutablePointer<UInt32>, threshold: Int
  ) -> Int {
    let count = left.count + right.count
    unsafe selection.update(from: preferences + left.lowerBound, count: count)
    let median = unsafe Selection.value(
      ofRank: right.count, in: UnsafeMutableBufferPointer(start: selection, count: count))
    var (first, second) = (left.lowerBound, right.lowerBound)
    var moved = 0
    while true {
      while first < left.upperBound, unsafe preferences[first] >= median - threshold { first &+= 1 }
      while second < right.upperBound, unsafe preferences[second] <= median + threshold { second &+= 1 }
      guard first < left.upperBound, second < right.upperBound else { return moved }
      unsafe move(rows[first], in: terms, from: leftCounts, to: rightCounts)
      unsafe move(rows[second], in: terms, from: rightCounts, to: leftCounts)
      unsafe swap(&rows[first], &rows[second])
      unsafe swap(&documents[first], &documents[second])
      first &+= 1
      second &+= 1
      moved &+= 1
    }
  }

  private func move(
    _ row: ForwardIndex.Row, in terms: UnsafeMutablePointer<UInt32>, from: UnsafeMutablePointer<UInt32>,
    to: UnsafeMutablePointer<UInt32>
  ) {
    var index = row.start
    while index < row.end {
      let term = unsafe Int(terms[index])
      unsafe from[term] &-= 1
      unsafe to[term] &+= 1
      index &+= 1
    }
  }

  /// Gives new numbers to the terms that have a say in splits of a half; the others have `dropped`.
  ///
  /// - Returns: how many there are.
  private func renumber(_ counts: UnsafeMutablePointer<UInt32>, termCount: Int, documentCount: Int) -> Int {
    var next: UInt32 = 0
    for term in 0..<termCount {
      let isKept = unsafe ForwardIndex.isTelling(frequency: counts[term], documentCount: documentCount)
      unsafe places[term] = isKept ? next : Self.dropped
      next &+= isKept ? 1 : 0
    }
    return Int(next)
  }

  /// Copies the rows of `half` to `target` from `end` on, with the new numbers of their terms.
  ///
  /// Not more is written than was copied before: what follows in `target` is left alone.
  private func copy(
    _ half: Range<Int>, from terms: UnsafeMutablePointer<UInt32>, to target: UnsafeMutablePointer<UInt32>,
    at end: inout Int
  ) {
    for place in half {
      let row = unsafe rows[place]
      let start = end
      var index = row.start
      while index < row.end {
        let term = unsafe places[Int(terms[index])]
        // Written in any case: what is dropped is written over, or lies behind the last.
        unsafe target[end] = term
        end &+= term == Self.dropped ? 0 : 1
        index &+= 1
      }
      unsafe rows[place] = ForwardIndex.Row(start: start, end: end)
    }
  }
}
