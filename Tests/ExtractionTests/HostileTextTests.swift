import Extraction
import TestSupport
import Testing

@Suite("Texts that cost as much as they can")
struct HostileTextTests {
  /// How often each byte of a text may be looked at. Deep trees are the dearest: where an element is looked for in vain,
  /// up to 512 open ones are looked at for a tag of three bytes and more.
  private static let mostLooks = 160

  private func format(_ format: PlantedFile.Format) -> TextFormat {
    switch format {
    case .text: .text
    case .markdown: .markdown
    case .html: .html
    case .email: .email
    }
  }

  @Test("No byte is looked at more than a few times", arguments: HostileText.all)
  func workIsBounded(hostile: HostileText) throws {
    let bytes = hostile.bytes(32_000)
    let work = Work()
    var buffer: [UInt8] = []
    let document = try #require(
      Work.$current.withValue(work) { format(hostile.format).extract(bytes, decodingInto: &buffer) })
    #expect(work.count <= Self.mostLooks * bytes.count)
    // No text grows out of nothing: a reference has more bytes than what it stands for, and a tag than a break.
    #expect(document.title.count + document.body.count <= 2 * bytes.count)
    #expect(document.body.map.encoded.count <= 2 * bytes.count)
  }
}
