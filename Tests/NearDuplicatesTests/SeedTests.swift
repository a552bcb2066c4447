import Foundation
import NearDuplicates
import Postings
import TextAnalysis
import Testing

@Suite("The seeds' articles")
struct SeedTests {
  private static let folder = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "seeds/articles")

  private func fingerprint(_ name: String) throws -> Fingerprint {
    let text = try Data(contentsOf: Self.folder.appending(path: name))
    return Fingerprint(tokens: Analyzer().tokens(of: [UInt8](text)).map { XXHash64.hash(Array($0.term).span) })
  }

  @Test("A newspaper's reprint of an agency's article is one, and nothing else is")
  func reprint() throws {
    let names = try FileManager.default.subpathsOfDirectory(atPath: Self.folder.path)
      .filter { $0.hasSuffix(".txt") || $0.hasSuffix(".md") || $0.hasSuffix(".html") }.sorted()
    #expect(names.count > 30)
    let fingerprints = try names.map(fingerprint)
    var related: [[String]] = []
    for left in names.indices {
      for right in names.indices where left < right && fingerprints[left].relation(to: fingerprints[right]) != nil {
        related.append([names[left], names[right]])
      }
    }
    #expect(related == [["wire/truce-second-day-harbour-post.txt", "wire/truce-second-day-meridian.txt"]])
  }
}
