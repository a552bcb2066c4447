import TestSupport
import Testing

@testable import Extraction

@Suite("Maps from texts to their sources")
struct SourceMapTests {
  /// A map, and for each byte of its text the source of the piece it belongs to, empty for a break.
  struct Model {
    var map = SourceMap()
    var pieces: [Range<Int>] = []

    /// A map of at most `limit` bytes of source.
    init(limit: Int, _ generator: inout SplitMix64) {
      var source = generator.below(3) == 0 ? generator.below(4) : 0
      while source < limit, generator.below(60) > 0 {
        let count = 1 + generator.below(6)
        switch generator.below(5) {
        case 0:
          map.appendSynthetic(count)
          pieces += repeatElement(source..<source, count: count)
        case 1: source += generator.below(7)
        case 2:
          let step = 1 + generator.below(7)
          guard source + step <= limit else { continue }
          map.appendPiece(count, from: source..<source + step)
          pieces += repeatElement(source..<source + step, count: count)
          source += step
        case 3:
          let (textStep, sourceStep) = (1 + generator.below(4), 1 + generator.below(4))
          guard source + count * sourceStep <= limit else { continue }
          map.appendPieces(count, textStep: textStep, sourceStep: sourceStep, at: source)
          for _ in 0..<count {
            pieces += repeatElement(source..<source + sourceStep, count: textStep)
            source += sourceStep
          }
        default:
          guard source + count <= limit else { continue }
          map.appendIdentical(count, at: source)
          pieces += (source..<source + count).map { $0..<$0 + 1 }
          source += count
        }
      }
    }

    func sourceRange(of range: Range<Int>) -> Range<Int>? {
      let owned = pieces[range].filter { !$0.isEmpty }
      guard let first = owned.first, let last = owned.last else { return nil }
      return first.lowerBound..<last.upperBound
    }
  }

  private func randomRange(_ count: Int, _ generator: inout SplitMix64) -> Range<Int> {
    let start = generator.below(count + 1)
    return start..<start + generator.below(min(count - start, 12) + 1)
  }

  @Test("A range's source is that of its own pieces", arguments: 1...12 as ClosedRange<UInt64>)
  func ranges(_ seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    for _ in 0..<60 {
      let model = Model(limit: 200, &generator)
      #expect(model.map.textCount == model.pieces.count)
      for _ in 0..<40 {
        let range = randomRange(model.pieces.count, &generator)
        let found = model.map.sourceRange(of: range)
        if let expected = model.sourceRange(of: range) {
          #expect(found == expected)
        } else {
          #expect(found.isEmpty)
        }
        let end = model.map.sourceEnd
        let source = randomRange(end, &generator)
        let text = model.map.textRange(of: source)
        let overlapping = model.pieces.indices.filter { model.pieces[$0].overlaps(source) }
        if let first = overlapping.first, let last = overlapping.last {
          #expect(text == first..<last + 1)
        } else {
          #expect(text.isEmpty)
        }
      }
    }
  }

  @Test("One map after another gives what asking both gives", arguments: 1...12 as ClosedRange<UInt64>)
  func composition(_ seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    for _ in 0..<60 {
      let first = Model(limit: 200, &generator).map
      let second = Model(limit: first.textCount, &generator)
      let both = first.then(second.map)
      #expect(both.textCount == second.map.textCount)
      for _ in 0..<40 {
        let range = randomRange(second.pieces.count, &generator)
        // Pieces that the second map has, and that the first has nothing for, own nothing.
        let owned = second.pieces[range].map { first.sourceRange(of: $0) }.filter { !$0.isEmpty }
        guard let start = owned.first?.lowerBound, let end = owned.last?.upperBound else {
          #expect(both.sourceRange(of: range).isEmpty)
          continue
        }
        #expect(both.sourceRange(of: range) == start..<end)
      }
      #expect(first.then(SourceMap(identityOf: first.textCount)) == first)
      #expect(SourceMap(identityOf: 1000).then(first) == first)
      #expect(SourceMap(encoded: both.encoded, textCount: both.textCount) == both)
    }
  }

  @Test("A map survives its compact form, and a slice is a part", arguments: 1...12 as ClosedRange<UInt64>)
  func encodingAndSlices(_ seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    for _ in 0..<60 {
      let model = Model(limit: 300, &generator)
      #expect(SourceMap(encoded: model.map.encoded, textCount: model.map.textCount) == model.map)
      let range = randomRange(model.pieces.count, &generator)
      let slice = model.map.slice(range)
      #expect(slice.textCount == range.count)
      for _ in 0..<10 {
        let part = randomRange(range.count, &generator)
        guard
          let expected = model.sourceRange(of: part.lowerBound + range.lowerBound..<part.upperBound + range.lowerBound)
        else { continue }
        #expect(slice.sourceRange(of: part) == expected)
      }
    }
  }

  @Test("Bytes of strangers are no map, or one that answers", arguments: 1...8 as ClosedRange<UInt64>)
  func hostileBytes(_ seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    for _ in 0..<2000 {
      var bytes = Model(limit: 60, &generator).map.encoded
      for _ in 0...generator.below(3) where !bytes.isEmpty {
        bytes[generator.below(bytes.count)] = UInt8(truncatingIfNeeded: generator.next())
      }
      if generator.below(4) == 0 {
        bytes = (0..<generator.below(30)).map { _ in UInt8.random(in: 0...255, using: &generator) }
      }
      guard let map = SourceMap(encodedRuns: bytes) else { continue }
      #expect(SourceMap(encoded: bytes, textCount: map.textCount + 1) == nil || bytes.isEmpty)
      #expect(SourceMap(encoded: map.encoded, textCount: map.textCount) == map)
      let middle = map.textCount / 2
      for range in [0..<map.textCount, middle..<middle + 1, map.textCount..<map.textCount + 9] {
        let source = map.sourceRange(of: range)
        #expect(source.upperBound <= map.sourceEnd)
        _ = map.textRange(of: source)
      }
      if map.textCount < 10_000 { _ = map.then(map) }
    }
  }

  @Test("What is only copied costs nothing")
  func identity() {
    var map = SourceMap(identityOf: 1000)
    #expect(map.isIdentity)
    #expect(map.runs.isEmpty)
    #expect(map.encoded.isEmpty)
    #expect(SourceMap(encoded: [], textCount: 1000) == map)
    #expect(SourceMap(encoded: [], textCount: -1) == nil)
    #expect(map.sourceRange(of: 10..<20) == 10..<20)
    map.appendIdentical(5, at: 1000)
    #expect(map.isIdentity)
    map.appendIdentical(5, at: 1010)
    #expect(map.runs.count == 2)
    #expect(map.sourceRange(of: 1000..<1010) == 1000..<1015)
  }

  @Test("A decoded entity is never cut, and tags inside a range belong to it")
  func pieces() {
    // x&amp;y<b>z</b>
    var map = SourceMap()
    map.appendIdentical(1, at: 0)
    map.appendPiece(1, from: 1..<6)
    map.appendIdentical(1, at: 6)
    map.appendIdentical(1, at: 10)
    #expect(map.sourceRange(of: 1..<2) == 1..<6)
    #expect(map.sourceRange(of: 2..<4) == 6..<11)
    #expect(map.sourceRange(of: 4..<4) == 11..<11)
    #expect(map.textRange(of: 3..<4) == 1..<2)
    #expect(map.textRange(of: 8..<9).isEmpty)
  }
}
