import Foundation
import Postings
import TestSupport
import Testing

@testable import Index

/// The order that documents are given, by itself.
@Suite struct GraphBisectionTests {
  private func order(
    of documents: [Set<UInt32>], _ parameters: GraphBisection.Parameters = GraphBisection.Parameters()
  ) -> [DocID] {
    let termCount = documents.reduce(0) { max($0, Int($1.max() ?? 0) + 1) }
    let index = ForwardIndex(lengths: documents.map { UInt32($0.count) }, termCount: termCount)
    for (number, terms) in documents.enumerated() {
      for term in terms.sorted() { index.add(term, to: DocID(number)) }
    }
    return GraphBisection.order(of: index, parameters: parameters)
  }

  /// Documents about topics, in no order: most of a document's terms are its topic's.
  private func documents(
    _ count: Int, topics: Int, _ random: inout SplitMix64
  ) -> [(topic: Int, terms: Set<UInt32>)] {
    (0..<count).map { _ in
      let topic = random.below(topics)
      var terms: Set<UInt32> = []
      for _ in 0..<random.below(30) {
        let isCommon = random.below(3) == 0
        terms.insert(UInt32(isCommon ? random.below(random.below(40) + 1) : 40 + 25 * topic + random.below(25)))
      }
      return (topic, terms)
    }
  }

  /// The logarithms of all differences in posting lists, summed up: what the order is to make small.
  private func logarithmicGaps(_ documents: [Set<UInt32>], in order: [DocID]) -> Double {
    var last: [UInt32: Int] = [:]
    var sum = 0.0
    for (place, document) in order.enumerated() {
      for term in documents[Int(document)] {
        sum += log2(Double(place + 1 - last[term, default: 0]))
        last[term] = place + 1
      }
    }
    return sum
  }

  @Test(arguments: 1...12 as ClosedRange<UInt64>)
  func equalsTheNaiveOne(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var parameters = GraphBisection.Parameters()
    parameters.leafSize = 1 + random.below(20)
    parameters.maximumRounds = random.below(12)
    parameters.settledShare = 1 + random.below(60)
    parameters.coolingBits = Double(random.below(4)) / 4
    let documents = documents(1 + random.below(400), topics: 1 + random.below(12), &random).map(\.terms)
    let naive = NaiveBisection()
    naive.parameters = parameters
    #expect(order(of: documents, parameters) == naive.order(of: documents))
  }

  @Test(arguments: 21...26 as ClosedRange<UInt64>)
  func documentsOfATopicComeTogether(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let documents = documents(1500, topics: 8, &random)
    let terms = documents.map(\.terms)
    let order = order(of: terms)
    #expect(Set(order) == Set(0..<1500))
    let before = logarithmicGaps(terms, in: Array(0..<1500))
    #expect(logarithmicGaps(terms, in: order) < 0.75 * before)
    let topics = order.map { documents[Int($0)].topic }
    let changes = zip(topics, topics.dropFirst()).count { $0 != $1 }
    #expect(changes < 500, "where one in eight neighbours agreed, two in three do")
  }

  /// What has no order is made no worse by more than noise, and what is in order is left so.
  @Test(arguments: 31...36 as ClosedRange<UInt64>)
  func nothingIsLost(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let mixed = documents(800, topics: 1, &random).map(\.terms)
    let identity = Array(0..<800 as Range<DocID>)
    #expect(logarithmicGaps(mixed, in: order(of: mixed)) < 1.01 * logarithmicGaps(mixed, in: identity))
    let sorted = documents(800, topics: 16, &random).sorted { $0.topic < $1.topic }.map(\.terms)
    #expect(logarithmicGaps(sorted, in: order(of: sorted)) < 1.01 * logarithmicGaps(sorted, in: identity))
  }

  @Test func whatCannotBeToldApartKeepsItsOrder() {
    let identity = { (count: Int) in Array(0..<DocID(count)) }
    #expect(order(of: []) == [])
    #expect(order(of: [[]]) == [0])
    #expect(order(of: [[0, 1]]) == [0])
    #expect(order(of: Array(repeating: [], count: 100)) == identity(100))
    #expect(order(of: Array(repeating: [0], count: 100)) == identity(100))
    #expect(order(of: Array(repeating: [0, 1, 2, 3], count: 1000)) == identity(1000))
    // All different: no term is in two documents.
    #expect(order(of: (0..<300).map { [$0] }) == identity(300))
  }

  @Test(arguments: 37...40 as ClosedRange<UInt64>)
  func twoKindsOfDocumentsAreSetApart(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let kinds = (0..<256).map { _ in random.below(2) }
    let order = order(of: kinds.map { $0 == 0 ? Set(0..<10) : Set(10..<20) })
    let ordered = order.map { kinds[Int($0)] }
    #expect(zip(ordered, ordered.dropFirst()).count { $0 != $1 } <= 20, "half of 255, before")
  }

  @Test(arguments: 41...60 as ClosedRange<UInt64>)
  func selectionIsThatOfSorting(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    for _ in 0..<50 {
      let count = 1 + random.below(300)
      let spread = 1 + random.below(400)
      var values = (0..<count).map { place in
        switch seed % 4 {
        case 0: place
        case 1: -place % spread
        default: random.below(spread) - spread / 2
        }
      }
      let sorted = values.sorted()
      let rank = random.below(count)
      let found = unsafe values.withUnsafeMutableBufferPointer { unsafe Selection.value(ofRank: rank, in: $0) }
      #expect(found == sorted[rank])
      #expect(values.sorted() == sorted)
    }
  }

  /// What is looked up for counts is the formula, within the rounding of its table.
  @Test func savingsAreThoseOfTheFormula() {
    let cost = SplitCost()
    let unit = Double(1 << SplitCost.fractionBits)
    for count in Array(1...9000) + [20_000, 1 << 20, (1 << 31) - 1, .max] as [UInt32] {
      let d = Double(count)
      let expected = (d + 1) * log2(d + 2) - d * log2(d + 1)
      let saving = Double(cost.savings(count)[1]) / unit
      #expect(abs(saving - expected) < (count < 4096 ? 0.6 / unit : 1.5e-3), "\(count)")
      if count < 4096 { #expect(cost.savings(count)[0] == cost.savings(count - 1)[1]) }
    }
  }
}
