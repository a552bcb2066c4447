import BenchmarkSupport
import Foundation
import TextAnalysis

/// A document as hashes of its tokens.
struct Article {
  var title: [UInt64]
  var body: [UInt64]

  var tokens: [UInt64] { title + body }

  private struct Line: Decodable {
    let title: String?
    let text: String
  }

  /// The documents of a file of JSON lines with `text`, and `title` if they have one.
  static func load(_ path: String) throws -> [Article] {
    let decoder = JSONDecoder()
    let tokenizer = Tokenizer()
    return try Data(contentsOf: URL(filePath: path)).split(separator: 0x0A).map { bytes in
      let line = try decoder.decode(Line.self, from: bytes)
      return Article(title: tokenizer.hashes(of: line.title ?? ""), body: tokenizer.hashes(of: line.text))
    }
  }
}

/// Makes hashes of the tokens of texts.
private struct Tokenizer {
  private let analyzer = Analyzer()
  private let batch = TokenBatch()

  func hashes(of text: String) -> [UInt64] {
    var hashes: [UInt64] = []
    unsafe Array(text.utf8).withUnsafeBytes { bytes in
      var offset = 0
      while offset < bytes.count {
        unsafe offset = analyzer.analyze(bytes, from: offset, into: batch)
        for index in 0..<batch.count { hashes.append(hash(ofToken: index)) }
      }
    }
    return hashes
  }

  private func hash(ofToken index: Int) -> UInt64 {
    var seed: UInt64 = 0xCBF2_9CE4_8422_2325
    for place in unsafe Int(batch.termOffsets[index])..<Int(batch.termOffsets[index + 1]) {
      unsafe seed = (seed ^ UInt64(batch.termBytes[place])) &* 0x100_0000_01B3
    }
    var mixer = SplitMix64(seed: seed)
    return mixer.next()
  }
}
