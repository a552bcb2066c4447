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
        let cursor = try segment.postings(of: entry)
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

  /// Block by block, with documents, sets, frequencies and bounds, and from there document by document.
  @Test(arguments: 0..<4 as Range<UInt64>)
  func blocksAreOpenedInAnyStep(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    try forEachList(.oneRun) { (segment, entry, list) throws in
      let norms = try segment.norms()
      for _ in 0..<10 {
        let cursor = try segment.postings(of: entry)
        #expect(cursor.blockCount == (list.count + 127) / 128 && cursor.superblockCount == list.count / 4096)
        var least = 0
        while least < cursor.blockCount {
          var number = least + random.below(min(3, cursor.blockCount - least))
          if random.below(2) == 0 {
            let target = list[128 * number + random.below(min(128, list.count - 128 * number))].document
            number = cursor.block(reaching: target)
            #expect(number == list.firstIndex { $0.document >= target }.map { $0 / 128 })
          }
          try cursor.open(number)
          least = number + 1
          let block = list[128 * number..<min(128 * (number + 1), list.count)]
          #expect(cursor.block == number && cursor.count == block.count)
          #expect(cursor.lastDocumentOfBlock == block.last?.document)
          if let set = cursor.documentSet {
            #expect(block.allSatisfy { set.contains($0.document) } && set.last == block.last?.document)
          }
          if random.below(2) == 0 {
            #expect(
              unsafe try Array(UnsafeBufferPointer(start: cursor.documents(), count: cursor.count))
                == block.map(\.document))
          }
          let frequencies = block.map { UInt32($0.positions.count) }
          if random.below(2) == 0 {
            #expect(
              unsafe try Array(UnsafeBufferPointer(start: cursor.frequencies(), count: cursor.count)) == frequencies)
          }
          let impacts = try cursor.impacts(of: number)
          #expect((impacts != nil) == (list.count >= 128))
          if let impacts {
            #expect(zip(block, frequencies).allSatisfy { impacts.cover(frequency: $1, norm: norms[$0.document]) })
          }
          let posting = block[block.startIndex + random.below(block.count)]
          #expect(try cursor.advance(to: posting.document) == posting.document)
          #expect(unsafe try Array(cursor.positions()) == posting.positions)
          #expect(try cursor.frequency() == UInt32(posting.positions.count))
        }
      }
    }
  }

  /// Some documents of a block and some that it does not have, and the bits of windows.
  @Test(arguments: 0..<3 as Range<UInt64>)
  func blocksAreMatchedAndMarked(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let matches = BlockMatches()
    defer { matches.deallocate() }
    try forEachList(.oneRun) { (segment, entry, list) throws in
      let cursor = try segment.postings(of: entry)
      for number in 0..<cursor.blockCount where random.below(3) > 0 {
        let block = list[128 * number..<min(128 * (number + 1), list.count)]
        let range = (number == 0 ? 0 : list[block.startIndex - 1].document + 1)...block[block.endIndex - 1].document
        let documents = Set(
          (0..<60).map { _ in range.lowerBound + DocID(random.below(range.count)) }
            + block.shuffled(using: &random).prefix(random.below(60)).map(\.document)
        ).sorted()
        try cursor.open(number)
        if random.below(3) == 0 { _ = unsafe try cursor.documents() }
        let found = unsafe try cursor.match(documents, count: documents.count, into: matches)
        let expected = block.filter { documents.contains($0.document) }
        let places = unsafe Array(UnsafeBufferPointer(start: matches.places, count: found))
        #expect(places.map { documents[Int($0)] } == expected.map(\.document))
        unsafe try cursor.readFrequencies(of: found, among: documents, into: matches)
        let frequencies = unsafe Array(UnsafeBufferPointer(start: matches.frequencies, count: found))
        #expect(frequencies.map(Int.init) == expected.map(\.positions.count))

        let words = (random.below(2) == 0 ? 0 : Int(range.lowerBound) / 64)..<Int(range.upperBound) / 64 + 1
        var marks = [UInt64](repeating: 0, count: words.count)
        let marking = random.below(2) == 0 ? cursor : try segment.postings(of: entry)
        unsafe try marking.mark(number, words: words, in: &marks)
        let marked = block.filter { words.contains(Int($0.document / 64)) }.map(\.document)
        #expect(marks.reduce(0) { $0 + $1.nonzeroBitCount } == marked.count)
        #expect(marked.allSatisfy { marks[Int($0 / 64) - words.lowerBound] >> UInt64($0 % 64) & 1 == 1 })
      }
    }
  }

  @Test(arguments: 0..<5 as Range<UInt64>)
  func aCursorGoesOnInStepsOfAnyLength(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    try forEachList(.oneRun) { (segment, entry, list) throws in
      for _ in 0..<10 {
        let cursor = try segment.postings(of: entry)
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

  /// Blocks are opened a few at a time, and postings in them looked at afterwards, when the cursor is in the last of them.
  @Test(arguments: 0..<5 as Range<UInt64>)
  func postingsAreReadInBlocksThatWereLeft(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    try forEachList(.oneRun) { (segment, entry, list) throws in
      for _ in 0..<10 {
        let cursor = try segment.postings(of: entry)
        var block = 0
        while block < cursor.blockCount {
          let first = block
          block = min(block + 1 + random.below(3), cursor.blockCount)
          for number in first..<block { try cursor.open(number) }
          let step = 1 + random.below(40)
          var posting = 128 * first + random.below(step)
          while posting < min(128 * block, list.count) {
            defer { posting += 1 + random.below(step) }
            let positions = list[posting].positions
            #expect(try cursor.frequency(ofPosting: posting) == UInt32(positions.count))
            guard random.below(2) == 0 else {
              try expectKept(positions, of: posting, by: cursor, &random)
              continue
            }
            for _ in 0...random.below(2) {
              let found = unsafe try cursor.positions(ofPosting: posting)
              #expect(unsafe Array(found) == positions)
              let padded = unsafe UnsafeBufferPointer(start: found.baseAddress, count: found.count + 4)
              #expect(unsafe padded.suffix(4).allSatisfy { $0 == .max })
            }
          }
        }
      }
    }
  }

  /// Looks for some of the positions, and for others near them.
  private func expectKept(
    _ positions: [UInt32], of posting: Int, by cursor: PostingsCursor, _ random: inout SplitMix64
  ) throws {
    let offset = UInt32(random.below(3))
    let limit = Int(positions[positions.count - 1]) + 3
    let wanted = Set(
      (0...random.below(12)).map { _ in
        random.below(2) == 0
          ? max(positions[random.below(positions.count)], offset) - offset : UInt32(random.below(limit))
      })
    var numbers = wanted.sorted()
    let count = try unsafe numbers.withUnsafeMutableBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return 0 }
      let (kept, positionCount) = unsafe try cursor.keep(
        start, count: buffer.count, offset: offset, ofPosting: posting)
      #expect(positionCount == positions.count)
      return kept
    }
    #expect(Array(numbers.prefix(count)) == wanted.sorted().filter { positions.contains($0 + offset) })
  }
}
