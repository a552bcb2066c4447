import Postings

@testable import Index

/// Recursive graph bisection as plainly as it can be written: sets of terms, sorted arrays, everything computed anew.
final class NaiveBisection {
  var parameters = GraphBisection.Parameters()
  private let cost = SplitCost()

  /// The order that `GraphBisection` must give to documents with these terms.
  func order(of documents: [Set<UInt32>]) -> [DocID] {
    let all = documents.enumerated().map { (DocID($0), $1) }
    return split(all).map(\.0)
  }

  private func split(_ part: [(DocID, Set<UInt32>)]) -> [(DocID, Set<UInt32>)] {
    guard part.count > parameters.leafSize, part.contains(where: { !$0.1.isEmpty }) else { return part }
    var left = Array(part[..<(part.count / 2)])
    var right = Array(part[(part.count / 2)...])
    for round in 0..<parameters.maximumRounds {
      let (leftCounts, rightCounts) = (counts(left), counts(right))
      let leftWishes = left.map { _, terms in
        terms.reduce(0) { $0 + saving(leftCounts, $1, isMember: true) - saving(rightCounts, $1, isMember: false) }
      }
      let rightWishes = right.map { _, terms in
        terms.reduce(0) { $0 + saving(leftCounts, $1, isMember: false) - saving(rightCounts, $1, isMember: true) }
      }
      let median = (leftWishes + rightWishes).sorted()[right.count]
      let threshold = round * Int(parameters.coolingBits * Double(1 << SplitCost.fractionBits))
      let movers = left.indices.filter { leftWishes[$0] < median - threshold }
      let others = right.indices.filter { rightWishes[$0] > median + threshold }
      for (mover, other) in zip(movers, others) { swap(&left[mover], &right[other]) }
      if min(movers.count, others.count) * parameters.settledShare <= part.count { break }
    }
    guard right.count > parameters.leafSize else { return left + right }
    return split(withoutIdleTerms(left)) + split(withoutIdleTerms(right))
  }

  private func saving(_ counts: [UInt32: UInt32], _ term: UInt32, isMember: Bool) -> Int {
    Int(cost.savings(counts[term, default: 0])[isMember ? 0 : 1])
  }

  private func counts(_ documents: [(DocID, Set<UInt32>)]) -> [UInt32: UInt32] {
    documents.reduce(into: [:]) { counts, document in
      for term in document.1 { counts[term, default: 0] += 1 }
    }
  }

  /// Leaves out the terms of one document, and those of more than half of all.
  private func withoutIdleTerms(_ documents: [(DocID, Set<UInt32>)]) -> [(DocID, Set<UInt32>)] {
    let counts = counts(documents)
    return documents.map { document, terms in
      (document, terms.filter { (2...UInt32(max(documents.count / 2, 2))).contains(counts[$0, default: 0]) })
    }
  }
}
