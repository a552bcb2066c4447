import TestSupport
import Testing

@testable import Gzip

/// Whatever gzip(1) has written is read back; what it has not written is told.
@Suite struct GzipDecoderTests {
  /// Texts that compress well, hardly, and not at all.
  private func content(_ random: inout SplitMix64) -> [UInt8] {
    let variety = [1, 5, 256][random.below(3)]
    let count = [0, 1, random.below(100), random.below(20_000)][random.below(4)]
    return (0..<count).map { _ in UInt8(random.below(variety)) }
  }

  /// Decodes in pieces of random sizes.
  private func decode(_ file: [UInt8], _ random: inout SplitMix64) throws -> [UInt8] {
    var decoder = try GzipDecoder()
    var result: [UInt8] = []
    var place = 0
    var room = [UInt8](repeating: 0, count: 5000)
    while place < file.count {
      let end = min(file.count, place + 1 + random.below(3000))
      let range = random.below(10)..<(20 + random.below(4000))
      let (used, written) = try decoder.decode(file, place..<end, into: &room, range)
      result += room[range].prefix(written)
      place += used
      #expect(used > 0 || written > 0)
    }
    // What there was no room for.
    while case let (_, written) = try decoder.decode(file, file.count..<file.count, into: &room, room.indices),
      written > 0
    {
      result += room.prefix(written)
    }
    try decoder.finish()
    return result
  }

  @Test(arguments: 1...6 as ClosedRange<UInt64>)
  func whatWasCompressedComesBack(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    for _ in 0..<25 {
      let parts: [[UInt8]] = (0...random.below(3)).map { _ in content(&random) }
      var file = parts.map { GzipWriter.compress($0) }.reduce([], +)
      if random.below(3) == 0 { file += [0, 0, 0] }
      let expected = Array(parts.joined())
      var found: [UInt8] = Array(repeating: 7, count: random.below(1000))
      #expect(try GzipDecoder.decompress(file, into: &found, limit: expected.count))
      #expect(found == expected)
      if !expected.isEmpty {
        #expect(try !GzipDecoder.decompress(file, into: &found, limit: expected.count - 1))
      }
    }
  }

  @Test(arguments: 11...14 as ClosedRange<UInt64>)
  func piecesMakeTheWhole(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    for _ in 0..<20 {
      let text = content(&random)
      #expect(try decode(GzipWriter.compress(text), &random) == text)
    }
  }

  @Test func whatIsCutShortIsTold() throws {
    let text = Array("a text that is long enough to be cut anywhere, and again and again and again".utf8)
    let file = GzipWriter.compress(text)
    var content: [UInt8] = []
    for count in 0..<file.count {
      #expect(throws: GzipError.cutShort) {
        try GzipDecoder.decompress(Array(file.prefix(count)), into: &content, limit: 1000)
      }
    }
    // A second part that is cut short is part of the file.
    #expect(throws: GzipError.cutShort) {
      try GzipDecoder.decompress(file + file.dropLast(3), into: &content, limit: 1000)
    }
  }

  @Test(arguments: 21...24 as ClosedRange<UInt64>)
  func noChangeGoesUnnoticed(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let text = (0..<3000).map { _ in UInt8(random.below(7)) }
    let file = GzipWriter.compress(text)
    for _ in 0..<150 {
      var changed = file
      changed[random.below(file.count)] ^= UInt8(1 + random.below(255))
      var content: [UInt8] = []
      do {
        // The header has a time and flags that nothing depends on.
        #expect(try !GzipDecoder.decompress(changed, into: &content, limit: 1 << 20) || content == text)
      } catch {
        #expect(!error.description.isEmpty)
      }
    }
  }

  @Test func whatIsNotGzipIsTold() throws {
    var content: [UInt8] = []
    for text in ["plain text", "\u{1F}plain", "PK\u{3}\u{4}"] {
      #expect(throws: GzipError.self) { try GzipDecoder.decompress(Array(text.utf8), into: &content, limit: 100) }
    }
    #expect(throws: GzipError.cutShort) { try GzipDecoder.decompress([], into: &content, limit: 100) }
  }

  /// A thousand times its file: no more is unpacked than is asked for.
  @Test func aBombTakesNoMoreMemoryThanTheLimit() throws {
    let bomb = GzipWriter.compress([UInt8](repeating: 0, count: 20 << 20))
    #expect(bomb.count < 30_000)
    var content: [UInt8] = []
    #expect(try !GzipDecoder.decompress(bomb, into: &content, limit: 1 << 20))
    #expect(content.count <= 1 << 20 + 1)
  }
}
