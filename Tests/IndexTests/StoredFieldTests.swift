import TestSupport
import Testing

@testable import Index

/// Fields of stored records that have a form of their own.
@Suite struct StoredFieldTests {
  @Test(arguments: 1...4 as ClosedRange<UInt64>)
  func everySourceComesBack(seed: UInt64) throws {
    var documents = RandomDocuments(seed: seed)
    for source in documents.make(200).compactMap(\.source) {
      #expect(try DocumentSource(decoding: source.encoded) == source)
      for count in 0..<source.encoded.count {
        #expect(throws: IndexError.self) { try DocumentSource(decoding: Array(source.encoded.prefix(count))) }
      }
      #expect(throws: IndexError.self) { try DocumentSource(decoding: source.encoded + [0]) }
    }
  }

  @Test func aSourceOfNoKnownKindIsDamage() throws {
    let encoded = DocumentSource(format: .text).encoded
    for (place, byte) in [(0, UInt8(6)), (0, 0xFF), (1, 2), (1, 0xFF), (33, 0x80), (41, 0x80)] {
      var changed = encoded
      changed[place] = byte
      #expect(throws: IndexError.self) { try DocumentSource(decoding: changed) }
    }
  }

  @Test func allSizesOfMapsComeBack() throws {
    let greatest = IndexFormat.maximumSourceMapSize
    for sizes in [
      SourceMapSizes(title: 1, body: 0), SourceMapSizes(title: 0, body: 300),
      SourceMapSizes(title: greatest, body: greatest),
    ] {
      #expect(try SourceMapSizes(decoding: sizes.encoded) == sizes)
      for count in 0..<sizes.encoded.count {
        #expect(throws: (any Error).self) { try SourceMapSizes(decoding: Array(sizes.encoded.prefix(count))) }
      }
      #expect(throws: IndexError.self) { try SourceMapSizes(decoding: sizes.encoded + [0]) }
    }
    for sizes in [SourceMapSizes(title: greatest + 1, body: 0), SourceMapSizes(title: 0, body: greatest + 1)] {
      #expect(throws: (any Error).self) { try SourceMapSizes(decoding: sizes.encoded) }
    }
    #expect(throws: (any Error).self) { try SourceMapSizes(decoding: Array(repeating: 0xFF, count: 30)) }
  }

  /// Maps of many blocks, and of more than a chunk; they do not change what else is read.
  @Test(arguments: [BuildOptions.oneRun, .segmented, .mergedOfMany, .mergedByCopying])
  func largeMapsComeBack(how: BuildOptions) throws {
    var random = SplitMix64(seed: 6)
    var documents = (0..<40).map { document("number \($0)", title: "title") }
    for number in documents.indices where number % 3 > 0 {
      let count = number == 20 ? 700_000 : 20_000
      documents[number].source = DocumentSource(format: .html)
      documents[number].titleMap = (0..<number).map { _ in 7 }
      documents[number].bodyMap = (0..<count).map { _ in UInt8(truncatingIfNeeded: random.next()) }
    }
    let directory = try TemporaryDirectory()
    try buildAndMerge(documents, in: directory.path, how)
    #expect(try check(directory.path).findings.isEmpty)
    try withSnapshot(of: directory.path) { (snapshot) throws in
      #expect(try NaiveIndex(reading: snapshot) == NaiveIndex(documents))
    }
    let statistics = try IndexStatistics(directory: directory.path)
    #expect(statistics.indexByteCount < 200_000)
  }

  @Test func mapsHaveALimit() throws {
    let directory = try TemporaryDirectory()
    do {
      let builder = try IndexBuilder(directory: directory.path)
      var large = document("large")
      large.bodyMap = [UInt8](repeating: 0, count: IndexFormat.maximumSourceMapSize)
      large.titleMap = [0]
      #expect(throws: IndexError.self) { try builder.add(large) }
      try builder.add(document("small"))
      try builder.finish()
      #expect(builder.documentCount == 1)
    }
    #expect(try check(directory.path).findings.isEmpty)
  }
}
