import LMDB
import Postings
import TestSupport
import Testing

@testable import Index

/// Lists of phrases against phrases that were counted one by one.
@Suite struct PhraseListTests {
  /// What each segment has, against what its documents hold.
  ///
  /// - Returns: how many lists there are, of each length of phrases.
  private func expectNaiveLists(of documents: [IndexDocument], _ how: BuildOptions) throws -> [Int: Int] {
    let directory = try TemporaryDirectory()
    try buildAndMerge(documents, in: directory.path, how)
    #expect(try check(directory.path).findings.isEmpty)
    return try withSnapshot(of: directory.path) { (snapshot) throws in
      var counts: [Int: Int] = [:]
      for segment in snapshot.segments {
        for key in try expectNaiveLists(of: documents, in: segment, how) {
          counts[key.count { $0 == 0x20 } + 1, default: 0] += 1
        }
      }
      return counts
    }
  }

  /// Compares the lists of a segment, and returns their keys.
  private func expectNaiveLists(
    of documents: [IndexDocument], in segment: SegmentReader, _ how: BuildOptions
  ) throws -> [[UInt8]] {
    let common = try segment.commonTerms()
    let least = max(how.leastCommonFrequency, segment.documentCount / 256)
    if common.count > 0 { #expect(common.leastDocumentFrequency == least) }
    try expectMostFrequent(common, in: segment, how)
    let ordinals = try (0..<DocID(segment.documentCount)).map { try segment.ordinal(of: $0) }
    let expected = NaivePhrases(documents, ordinals: ordinals, common: common.terms, leastDocumentFrequency: least)
    let found = try NaivePhrases(reading: segment)
    #expect(found == expected)
    return Array(expected.lists.keys)
  }

  /// Common terms are in enough documents, and no other term is in more.
  private func expectMostFrequent(_ common: CommonTerms, in segment: SegmentReader, _ how: BuildOptions) throws {
    var least = Int.max
    var others = 0
    var occurrences = 0
    let cursor = try segment.terms.cursor()
    while try cursor.next(), let entry = cursor.entry {
      if common.contains(Array(cursor.term)) {
        least = min(least, entry.documentFrequency)
        occurrences += Int(entry.totalFrequency)
      } else if cursor.term.count <= 63 {
        others = max(others, entry.documentFrequency)
      }
    }
    #expect(least >= others && least >= how.leastCommonFrequency)
    #expect(Double(occurrences) <= 0.53 * Double(segment.segment.summary.totalLength))
  }

  @Test(arguments: BuildOptions.all, [UInt64(1), 2])
  func listsAreThoseOfTheDefinition(how: BuildOptions, seed: UInt64) throws {
    var source = RandomDocuments(seed: seed)
    source.vocabularySize = 30
    let counts = try expectNaiveLists(of: source.make(200), how)
    #expect(how.indexesPhrases ? counts[2, default: 0] > 20 && counts[3, default: 0] > 20 : counts.isEmpty)
  }

  /// Documents that say some things again and again, so that there are phrases of every length, and others that repeat a word.
  @Test(arguments: [BuildOptions.oneRun, .spilled, .segmented, .mergedInPieces], [UInt64(3), 4])
  func longPhrases(how: BuildOptions, seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let sayings = [
      "to be or not to be", "it was had had had had by one", "to be to be to be to be", "of the of the one",
      "a rose is a rose is a rose", "that that is is",
    ]
    let documents = (0..<150).map { number in
      func text(_ count: Int) -> String {
        (0..<count).map { _ in
          random.below(3) > 0 ? sayings[random.below(sayings.count)] : "rare\(random.below(900)) x\(random.below(90))"
        }.joined(separator: " ")
      }
      let filler = (0..<30).map { "f\(number)w\($0)" }.joined(separator: " ")
      return document(text(random.below(6)) + " " + filler, title: random.below(2) == 0 ? "" : text(1))
    }
    let counts = try expectNaiveLists(of: documents, how)
    #expect((2...6).allSatisfy { counts[$0, default: 0] > 5 })
  }

  /// A term of more than 63 bytes is never common, and a phrase of more than 128 bytes has no list.
  @Test func longTermsAndKeys() throws {
    let (a, b, long) = (
      String(repeating: "a", count: 63), String(repeating: "b", count: 63), String(repeating: "c", count: 64)
    )
    let documents = (0..<20).map { number in
      document("\(a) \(b) \(a) \(b) \(a) z \(long) z z " + (0..<40).map { "w\(number)x\($0)" }.joined(separator: " "))
    }
    let counts = try expectNaiveLists(of: documents, .oneRun)
    #expect(counts[2] == 4 && counts[3] == nil)
  }

  /// Small segments have no common terms, and those that they are merged to have.
  @Test func mergingMakesTermsCommon() throws {
    var source = RandomDocuments(seed: 5)
    let documents = source.make(120)
    var how = BuildOptions.merged
    how.leastCommonFrequency = 38
    let merged = try expectNaiveLists(of: documents, how)
    how.documentsPerSegment = .max
    #expect(try !merged.isEmpty && merged == expectNaiveLists(of: documents, how))
    how.indexesPhrases = false
    how.documentsPerSegment = 37
    #expect(try expectNaiveLists(of: documents, how).isEmpty)
  }

  /// The check goes through all texts in parts where memory is short, and finds the same.
  @Test(arguments: [0, 1000, 20_000, 1 << 30])
  func checksWithLittleMemory(memoryBudget: Int) throws {
    var source = RandomDocuments(seed: 6)
    source.vocabularySize = 30
    let directory = try TemporaryDirectory()
    try build(source.make(200), in: directory.path)
    let environment = try Environment.scratch(directory.path)
    let report = try IndexChecker(environment: environment, memoryBudget: memoryBudget).check()
    #expect(report.findings.isEmpty && report.phraseCount > 100)
  }
}
