import Extraction
import Ingest
import Postings
import TestSupport
import Testing

/// What is told of the file beside its text.
@Suite("Files and their places")
struct FileFormatTests {
  private let directory: TemporaryDirectory

  init() throws {
    directory = try TemporaryDirectory()
  }

  /// The bytes of the file that a text of the document stands for.
  private func source(of text: String, in document: SourceDocument, file: [UInt8]) throws -> String {
    let wanted = Array(text.utf8)
    let start = try #require(document.body.indices.first { document.body[$0...].starts(with: wanted) })
    let map = try #require(SourceMap(encoded: document.bodyMap, textCount: document.body.count))
    return IngestTests.text(Array(file[map.sourceRange(of: start..<start + wanted.count)]))
  }

  private static let page = """
    <html lang="en-GB"><head><title>A page</title><meta property="article:published_time" content="2016-10-04">
    <link rel="canonical" href="https://example.org/a"></head><body><p>Fish &amp; <b>ch</b>ips</p></body></html>
    """

  @Test("A page comes with its title, date, language, address, and the places of its text")
  func html() throws {
    try directory.write(Self.page, to: "a.html")
    let document = try #require(try directory.intake().documents.first)
    #expect(text(document.title) == "A page" && text(document.body) == "Fish & chips")
    #expect(text(document.date) == "2016-10-04" && text(document.language) == "en-GB")
    #expect(text(document.url) == "https://example.org/a")
    #expect(try source(of: "& chips", in: document, file: Array(Self.page.utf8)) == "&amp; <b>ch</b>ips")
    #expect(document.file?.format == .html && document.lineNumber == 0 && document.byteOffset == 0)
    let map = try #require(SourceMap(encoded: document.titleMap, textCount: 6))
    #expect(text(Array(Array(Self.page.utf8)[map.sourceRange(of: 0..<6)])) == "A page")
  }

  @Test("Front matter tells date, address and language", arguments: ["lang", "language"])
  func frontMatter(name: String) throws {
    try directory.write("---\ntitle: One\ndate: 2017-01-20\nurl: /a\n\(name): fr\n---\nText", to: "a.md")
    let document = try #require(try directory.intake().documents.first)
    #expect(text(document.date) == "2017-01-20" && text(document.url) == "/a" && text(document.language) == "fr")
    #expect(document.file?.format == .markdown)
  }

  @Test("A file is told by its size, its time and its hash")
  func identity() throws {
    for (name, format) in [("a.txt", SourceFile.Format.text), ("b.eml", .email), ("c.md", .markdown)] {
      let content = Array("Subject: \(name)\n\nText".utf8)
      try directory.write(content, to: name)
      try directory.setModificationTime(1_475_539_200, of: name)
      let file = try #require(try directory.intake(of: [name]).documents.first?.file)
      let hash = XXHash64.hash(content.span)
      #expect(file.format == format && file.size == content.count && file.hash == hash && !file.isCompressed)
      #expect(file.modified == 1_475_539_200_000_000_000)
    }
  }

  @Test("A record is told by its line, and the hash is that of the line alone")
  func record() throws {
    let lines = ["{\"text\":\"one\"}\r", "", "{\"text\":\"two\"}"]
    try directory.write(lines.joined(separator: "\n"), to: "a.jsonl")
    let documents = try directory.intake().documents
    let hashes = [lines[0], lines[2]].map { line in
      let bytes = Array(line.utf8)
      return XXHash64.hash(bytes.span)
    }
    #expect(documents.compactMap(\.file?.hash) == hashes)
    #expect(documents.map(\.lineNumber) == [1, 3] && documents.map(\.byteOffset) == [0, 17])
    #expect(documents.allSatisfy { $0.file?.format == .record && $0.file?.size == 31 && $0.bodyMap.isEmpty })
  }

  @Test("What is compressed is read as what it is, and the hash is that of the file on disk")
  func compressed() throws {
    let contents = [
      ("a.html", Self.page), ("b.txt", "A title\n\nText"), ("c.md", "# Title\n\n*Text*"),
      ("d.eml", "Subject: T\n\nText"),
      ("README", "Text"), ("lines.jsonl", "{\"text\":\"one\"}\n{\"text\":\"two\"}\n"),
    ]
    for (name, content) in contents {
      try directory.write(content, to: "plain/" + name)
      try directory.write(GzipWriter.compress(Array(content.utf8)), to: "gz/\(name).gz")
    }
    let plain = try directory.intake(of: ["plain"]).documents
    let intake = try directory.intake(of: ["gz"])
    #expect(intake.skipped.isEmpty && intake.documents.count == 7)
    for (document, plain) in zip(intake.documents, plain) {
      #expect(document.title == plain.title && document.body == plain.body && document.date == plain.date)
      #expect(document.bodyMap == plain.bodyMap && document.titleMap == plain.titleMap)
      #expect(document.byteOffset == plain.byteOffset && document.lineNumber == plain.lineNumber)
      let file = try #require(document.file)
      let bytes = try directory.contents(of: String(text(document.path).dropFirst(directory.path.count + 1)))
      #expect(file.isCompressed && file.size == bytes.count && file.format == plain.file?.format)
      let hash = XXHash64.hash(bytes.span)
      #expect((file.format == .record ? plain.file?.hash : hash) == file.hash)
    }
    #expect(text(intake.documents[0].title) == "README" || text(intake.documents[0].title) == "Text")
  }

  @Test("A compressed file that is cut short or changed is skipped whole, lines up to there")
  func damagedGzip() throws {
    let page = GzipWriter.compress(Array(String(repeating: Self.page, count: 20).utf8))
    try directory.write(Array(page.dropLast(9)), to: "a.html.gz")
    try directory.write("no gzip at all", to: "b.txt.gz")
    var changed = page
    changed[page.count / 2] ^= 0xFF
    try directory.write(changed, to: "c.html.gz")
    let lines = (0..<9000).map { "{\"text\":\"\($0 * $0 % 7919)\"}\n" }.joined()
    let file = GzipWriter.compress(Array(lines.utf8))
    try directory.write(Array(file.prefix(file.count / 2)), to: "d.jsonl.gz")
    try directory.write([], to: "e.txt.gz")
    let intake = try directory.intake()
    #expect(intake.documents.count > 1000 && intake.documents.count < 9000)
    #expect(
      intake.skips == [
        "a.html.gz: damaged gzip", "b.txt.gz: damaged gzip", "c.html.gz: damaged gzip",
        "d.jsonl.gz:\(intake.documents.count + 1): damaged gzip", "e.txt.gz: damaged gzip",
      ])
    #expect(intake.skipped.map(\.detail).first == "cut short" && intake.skipped.last?.detail == "cut short")
    #expect(intake.skipped[1].detail == "incorrect header check")
  }

  @Test("What a compressed file holds is under the limit too, in little memory")
  func bomb() throws {
    try directory.write(GzipWriter.compress([UInt8](repeating: 0x61, count: 30 << 20)), to: "a.txt.gz")
    try directory.write(GzipWriter.compress([UInt8](repeating: 0x61, count: 30 << 20)), to: "b.jsonl.gz")
    try directory.write(GzipWriter.compress([UInt8](repeating: 0x61, count: 1000)), to: "c.txt.gz")
    let intake = try directory.intake(options: IngestOptions(maximumDocumentSize: 1 << 20))
    #expect(intake.paths == ["c.txt.gz"])
    #expect(intake.skips == ["a.txt.gz: too large", "b.jsonl.gz:1: too large"])
  }

  @Test("Binary and private content is told in compressed files as well")
  func compressedContent() throws {
    try directory.write(GzipWriter.compress([0x7F, 0x45, 0]), to: "a.txt.gz")
    try directory.write(GzipWriter.compress(Array("-----BEGIN RSA PRIVATE KEY-----\nx".utf8)), to: "b.txt.gz")
    #expect(try directory.intake().skips == ["a.txt.gz: binary", "b.txt.gz: private"])
  }

  @Test("With names, what holds no text is found by its name, and is told of all the same")
  func names() throws {
    try directory.write([0x89, 0x50, 0x4E, 0x47, 0], to: "Holiday in Kraków.png")
    try directory.write([0, 1], to: "b.txt")
    try directory.write("secret", to: "key.pem")
    try directory.write("no gzip", to: "d.v2.txt.gz")
    try directory.write(String(repeating: "x", count: 2000), to: "e.txt")
    try directory.write("text", to: "f.txt")
    try directory.makeLink("link.png", to: "b.txt")
    try directory.makeHardLink("g.png", to: "Holiday in Kraków.png")
    try directory.makeFIFO("fifo.png")
    var options = IngestOptions(maximumDocumentSize: 1000)
    #expect(try directory.intake(options: options).paths == ["f.txt"])
    options.includesNames = true
    let intake = try directory.intake(options: options)
    #expect(intake.texts == ["Holiday in Kraków|", "b|", "d.v2|", "e|", "text|"])
    #expect(intake.report.nameDocuments == 4 && intake.report.documents == 5)
    #expect(
      intake.skips == [
        "Holiday in Kraków.png: page resource", "b.txt: binary", "d.v2.txt.gz: damaged gzip", "e.txt: too large",
        "fifo.png: not a regular file", "g.png: page resource", "key.pem: private", "link.png: symbolic link",
      ])
    let document = try #require(intake.documents.first)
    #expect(document.file?.format == .name && document.file?.size == 5 && document.file?.hash == 0)
    let map = try #require(SourceMap(encoded: document.titleMap, textCount: document.title.count))
    #expect(map.sourceRange(of: 0..<document.title.count).isEmpty)
  }

  @Test("Character sets that are not known are counted")
  func partlyUndecoded() throws {
    let message = """
      Subject: T
      Content-Type: text/plain; charset=koi8-r
      Content-Transfer-Encoding: base64

      9PXU
      """
    try directory.write(message, to: "a.eml")
    try directory.write("plain", to: "b.txt")
    let report = try directory.intake().report
    #expect(report.partlyUndecodedDocuments == 1 && report.documents == 2)
  }
}
