import Postings
import TestSupport
import Testing

@testable import Index

/// Cursors that skip, against lists that were read from the first document to the last.
@Suite struct PostingsCursorTests {
  /// A term in every document, some in one of 2, 3, 5, 40, 300 documents, at all kinds of frequencies.
  static let documents: [IndexDocument] = (0..<1500).map { number in
    var text = "every"
    for step in [2, 3, 5, 40, 300] where number % step == step - 1 {
      text += String(repeating: " s\(step)", count: 1 + number * 7 % 13)
    }
    if number % 700 == 100 { text += String(repeating: " every", count: 1000) }
    return document(text, title: number % 4 == 0 ? "s2 every" : "")
  }

  static let terms = ["every", "s2", "s3", "s5", "s40", "s300"]

  private func forEachList(
    _ how: BuildOptions, _ body: (SegmentReader, TermEntry, [(document: DocID, positions: [UInt32])]) throws -> Void
  ) throws {
    let directory = try TemporaryDirectory()
    try build(Self.documents, in: directory.path, how)
    try withSnapshot(of: directory.path) { (snapshot) throws in
      for segment in snapshot.segments {
        for term in Self.terms {
          guard let entry = try segment.terms.entry(of: Array(term.utf8)) else { continue }
          let list = try NaiveIndex.postings(of: entry, in: segment).map {
            (DocID($0.ordinal - (try segment.ordinal(of: 0))), $0.positions)
          }
          try body(segment, entry, list)
        }
      }
    }
  }

  @Test(arguments: [BuildOptions.oneRun, BuildOptions(name: "three segments", documentsPerSegment: 600)])
  func aFreshCursorFindsEveryTarget(how: BuildOptions) throws {
    try forEachList(how) { (segment, entry, list) throws in
      #expect(entry.documentFrequency == list.count)
      #expect(entry.totalFrequency == list.reduce(0) { $0 + UInt64($1.positions.count) })
      var next = 0
      for target in 0...DocID(segment.documentCount) {
        while next < list.count, list[next].document < target { next += 1 }
        let cursor = segment.postings(of: entry)
        let found = try cursor.advance(to: target)
        #expect(found == cursor.document)
        guard next < list.count else {
          #expect(found == .exhausted)
          continue
        }
        #expect(found == list[next].document)
        if target % 16 == 0 {
          #expect(unsafe try Array(cursor.positions()) == list[next].positions)
          #expect(try cursor.frequency() == UInt32(list[next].positions.count))
        }
      }
      #expect(try segment.postings(of: entry).advance(to: .max) == .exhausted)
    }
  }

  @Test(arguments: 0..<5 as Range<UInt64>)
  func aCursorGoesOnInStepsOfAnyLength(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    try forEachList(.oneRun) { (segment, entry, list) throws in
      for _ in 0..<10 {
        let cursor = segment.postings(of: entry)
        let reach = 1 << random.below(11)
        var index = -1
        while index < list.count {
          if random.below(3) == 0 {
            index += 1
            #expect(try cursor.next() == (index < list.count ? list[index].document : .exhausted))
          } else {
            // From the current document on: a target that is reached already changes nothing.
            let target = (index < 0 ? 0 : list[index].document) + DocID(random.below(reach))
            index = max(index, 0)
            while index < list.count, list[index].document < target { index += 1 }
            #expect(try cursor.advance(to: target) == (index < list.count ? list[index].document : .exhausted))
          }
          guard index < list.count else { break }
          if random.below(3) == 0 { #expect(try cursor.frequency() == UInt32(list[index].positions.count)) }
          if random.below(3) == 0 { #expect(unsafe try Array(cursor.positions()) == list[index].positions) }
        }
        #expect(try cursor.next() == .exhausted)
        #expect(try cursor.advance(to: 0) == .exhausted)
      }
    }
  }
}
