import JSON
import SearchAPI
import TestSupport
import Testing

/// Paths that are UTF-8, and others.
@Suite struct DocumentPathTests {
  private func written(_ path: DocumentPath) throws -> JSONValue {
    try SearchAPITests.written { path.write(to: &$0) }
  }

  @Test func aPathIsAStringWhereItCanBe() throws {
    #expect(try written(DocumentPath("café/東.txt")) == .string("café/東.txt"))
    #expect(try written(DocumentPath("")) == .string(""))
    #expect(try written(DocumentPath(bytes: Array("caf".utf8) + [0xE9])) == .object(["bytes": .string("Y2Fm6Q==")]))
    #expect(DocumentPath(bytes: [0x61, 0xE9]).text == "a\u{FFFD}")
  }

  @Test(arguments: 0..<50 as Range<UInt64>)
  func anyBytesSurvive(_ seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    for length in 0..<12 {
      let path = DocumentPath(bytes: (0..<length).map { _ in UInt8(random.below(256)) })
      #expect(DocumentPath(json: try written(path)) == path)
    }
  }

  /// RFC 4648, section 10.
  @Test(arguments: [
    ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
    ("foobar", "Zm9vYmFy"),
  ])
  func base64(_ bytes: String, _ base64: String) {
    #expect(DocumentPath(json: .object(["bytes": .string(base64)])) == DocumentPath(bytes))
  }

  @Test(arguments: [
    "Z", "Zg", "Zg=", "Zg===", "=", "====", "Z===", "Zh==", "Zm9=", "Zm 9", "Zm9v\n", "Zm9_", "Zg==Zg==", "é",
  ])
  func whatIsNoBase64IsNoPath(_ base64: String) {
    #expect(DocumentPath(json: .object(["bytes": .string(base64)])) == nil)
  }

  @Test func namesThatLookTheSameDiffer() {
    #expect(DocumentPath("\u{E9}") != DocumentPath("e\u{301}"))
  }
}
