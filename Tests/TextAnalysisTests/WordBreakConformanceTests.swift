import Testing
import TextAnalysis

/// The conformance test of UAX #29, WordBreakTest.txt, passed by the analyzer and by the segmenter it is compared with.
@Suite(.needsUnicodeData) struct WordBreakConformanceTests {
  /// A line such as `÷ 0061 × 0027 × 0061 ÷`.
  struct Sample {
    let line: Substring
    var scalars: [UInt32] = []
    /// The indices of scalars, and of the end, before which a boundary stands.
    var boundaries: [Int] = []

    init(_ line: Substring) throws {
      self.line = line
      for field in line.split(separator: " ") {
        switch field {
        case "÷": boundaries.append(scalars.count)
        case "×": break
        default: scalars += try UnicodeDataFile.sequence(field)
        }
      }
    }

    static func all() throws -> [Sample] {
      try UnicodeDataFile.records("auxiliary/WordBreakTest.txt").compactMap(\.first).map(Sample.init)
    }
  }

  @Test func analyzer() throws {
    let samples = try Sample.all()
    #expect(samples.count > 1_800)
    for sample in samples {
      let (bytes, offsets) = encoded(sample.scalars)
      #expect(Analyzer().wordBoundaries(in: bytes) == sample.boundaries.map { offsets[$0] }, "\(sample.line)")
    }
  }

  @Test func naiveSegmenter() throws {
    let database = try UnicodeDatabase.shared.get()
    for sample in try Sample.all() {
      #expect(NaiveSegmenter(sample.scalars, database).boundaries == sample.boundaries, "\(sample.line)")
    }
  }
}
