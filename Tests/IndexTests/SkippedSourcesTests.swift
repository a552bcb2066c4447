import LMDB
import TestSupport
import Testing

@testable import Index

/// What a build did not take in is kept with what it did.
@Suite struct SkippedSourcesTests {
  private let directory: TemporaryDirectory

  init() throws {
    directory = try TemporaryDirectory()
  }

  private func build(_ words: String..., skipped: SkippedSources, documentsPerSegment: Int = .max) throws {
    var options = IndexBuilder.Options()
    options.documentsPerSegment = documentsPerSegment
    let builder = try IndexBuilder(directory: directory.path, options: options)
    for word in words { try builder.add(document(word)) }
    try builder.finish(skipped: skipped)
  }

  private func read() throws -> SkippedSources {
    try withSnapshot(of: directory.path) { try $0.skipped() }
  }

  private static var sample: SkippedSources {
    var skipped = SkippedSources()
    skipped.add(SkippedSources.Count(reason: "binary", count: 2, isByRule: false))
    skipped.add(SkippedSources.Count(reason: "malformed JSON", count: 70_000, isByRule: false))
    skipped.add(SkippedSources.Count(reason: "hidden", count: 5, isByRule: true))
    skipped.add(SkippedSources.Item(path: Array("/a/\n".utf8) + [0xFF], reason: "binary"))
    skipped.add(
      SkippedSources.Item(
        path: Array("/b.jsonl".utf8), line: 7, column: 12, reason: "malformed JSON", detail: "a comma – before the end")
    )
    return skipped
  }

  @Test func nothingIsKeptOfNothing() throws {
    try build("one", skipped: SkippedSources())
    #expect(try read() == SkippedSources())
    #expect(try !values(in: directory.path).contains { $0.key == .skippedSources })
  }

  @Test func itComesBackWithTheIndexThatItBelongsTo() throws {
    try build("one", skipped: Self.sample)
    #expect(try read() == Self.sample)
    #expect(try read().count == 70_002)
    #expect(try check(directory.path).findings.isEmpty)
    // What is not published changes nothing; what is replaces it.
    do {
      let builder = try IndexBuilder(directory: directory.path)
      try builder.add(document("two"))
    }
    #expect(try read() == Self.sample)
    try build("three", skipped: SkippedSources())
    #expect(try read() == SkippedSources())
  }

  @Test func aMergeLeavesIt() throws {
    try build("one", "two", "three", skipped: Self.sample, documentsPerSegment: 1)
    try SegmentMerger(directory: directory.path).mergeAll()
    #expect(try read() == Self.sample)
    #expect(try check(directory.path).findings.isEmpty)
  }

  @Test func whatFindsNoRoomIsCountedAlone() throws {
    var many = SkippedSources()
    for number in 0..<12_000 { many.add(SkippedSources.Item(path: Array("/\(number)".utf8), reason: "binary")) }
    #expect(many.items.count == SkippedSources.itemLimit && many.items.last?.path == Array("/9999".utf8))
    try build("one", skipped: many)
    #expect(try read() == many)

    var random = SplitMix64(seed: 1)
    let noise = (0..<4000).map { _ in UInt8(truncatingIfNeeded: random.next()) }
    var long = SkippedSources()
    for number in 0..<9000 {
      long.add(SkippedSources.Item(path: Array("/\(number)".utf8) + noise, reason: "binary", detail: "d"))
    }
    #expect((1000..<1100).contains(long.items.count))
    try build("one", skipped: long)
    #expect(try read() == long)
    #expect(try check(directory.path).findings.isEmpty)
  }

  @Test(arguments: 1...3 as ClosedRange<UInt64>)
  func noDamageGoesUnnoticed(seed: UInt64) throws {
    try build("one", skipped: Self.sample)
    let environment = try Environment.scratch(directory.path)
    let value = try environment.value(of: .skippedSources)
    var random = SplitMix64(seed: seed)
    for _ in 0..<100 {
      var changed = value
      changed[random.below(value.count)] ^= UInt8(1 + random.below(255))
      try environment.put(.skippedSources, changed)
      let session = try IndexReader(environment: environment).makeSession()
      // Bits of the frame's header that mean nothing may change; nothing else may be read.
      let isHarmless = (try? session.withSnapshot { try $0.skipped() }) == Self.sample
      #expect(try isHarmless || !IndexChecker(environment: environment).check().isSound)
    }
    for changed in [[], Array(value.dropLast()), value.map { _ in 0xFF }] {
      try environment.put(.skippedSources, changed)
      #expect(try !IndexChecker(environment: environment).check().isSound)
    }
  }

  /// With its checksum mended, a list may say anything, and is read or refused.
  @Test(arguments: 11...14 as ClosedRange<UInt64>)
  func aForgedListIsReadOrRefused(seed: UInt64) throws {
    let frame = try #require(try Self.sample.encoded())
    let decompressor = try Zstd.Decompressor()
    let bytes = try unsafe frame.withUnsafeBytes { unsafe try decompressor.decompress($0, limit: 1 << 20) }
    var random = SplitMix64(seed: seed)
    for _ in 0..<200 {
      var changed = Array(bytes.dropLast(4))
      for _ in 0...random.below(3) { changed[random.below(changed.count)] = [0, 0xFF, 1, 0x80][random.below(4)] }
      if random.below(4) == 0 { changed.removeLast(random.below(changed.count)) }
      var encoder = FieldEncoder()
      encoder.append(changed)
      let sealed = encoder.sealed()
      var forged: [UInt8] = []
      let compressor = try Zstd.Compressor()
      _ = try unsafe sealed.withUnsafeBytes { unsafe try compressor.compress($0, appendingTo: &forged) }
      do {
        let list = try SkippedSources(decoding: forged)
        #expect(list.items.count <= SkippedSources.itemLimit)
        #expect(list.count >= 0)
      } catch is IndexError {}
    }
  }
}
