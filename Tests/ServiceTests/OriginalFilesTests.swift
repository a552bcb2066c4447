import Index
import TestSupport
import Testing

@testable import Service

@Suite struct OriginalFilesTests {
  private let directory: TemporaryDirectory

  init() throws {
    directory = try TemporaryDirectory()
  }

  @Test func anIndexMayClaimAnySize() throws {
    try directory.write(GzipWriter.compress(Array("text".utf8)), to: "a.txt.gz")
    var source = DocumentSource(format: .text)
    source.isCompressed = true
    source.size = .max
    source.modified = .min
    source.offset = .max
    let path = Array(directory.path(of: "a.txt.gz").utf8)
    var files = OriginalFiles()
    let file = files.read(source, at: path)
    #expect(file == .changed(Array("text".utf8)))
    source.format = .record
    source.isCompressed = false
    let isStale = files.isStale(source, at: path)
    #expect(isStale)
  }
}
