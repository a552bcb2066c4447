import Platform
import TestSupport
import Testing

@testable import Ingest

@Suite("Reading ahead on another thread")
struct ReadAheadTests {
  /// Everything that is told, in its order.
  private enum Told: Equatable {
    case document(SourceDocument)
    case skipped(SkippedItem)
    case read(Int)
  }

  private struct Failure: Error {}

  private func sources(_ directory: TemporaryDirectory, _ names: [String]) -> [Source] {
    names.map { .path(Array(directory.path(of: $0).utf8)) }
  }

  private func here(_ sources: [Source], _ options: IngestOptions) throws -> ([Told], IngestReport) {
    var told: [Told] = []
    var ingestor = Ingestor(options: options)
    ingestor.onSkip = { told.append(.skipped($0)) }
    ingestor.onRead = { told.append(.read($0)) }
    for source in sources { try ingestor.ingest(source) { told.append(.document($0)) } }
    return (told, ingestor.report)
  }

  private func ahead(_ sources: [Source], _ options: IngestOptions) throws -> ([Told], IngestReport) {
    var told: [Told] = []
    let report = try Ingestor.ingestAhead(
      sources, options: options, onSkip: { told.append(.skipped($0)) }, onRead: { told.append(.read($0)) }
    ) { told.append(.document($0)) }
    return (told, report)
  }

  private func expectSame(_ sources: [Source], _ options: IngestOptions = IngestOptions()) throws {
    let (expected, expectedReport) = try here(sources, options)
    let (told, report) = try ahead(sources, options)
    #expect(told == expected)
    #expect(report == expectedReport)
  }

  @Test("All that is told comes in the same order: documents, what is skipped, what has been read")
  func order() throws {
    let directory = try TemporaryDirectory()
    for number in 0..<40 {
      try directory.write("# Title \(number)\n\nSome *text*, \(number)", to: "d/\(number).md")
      try directory.write("<title>t</title><p>page &amp; \(number)", to: "d/\(number % 7)/\(number).html")
      try directory.write("\0", to: "d/\(number % 7)/\(number).txt")
    }
    try directory.write(#"{"id":1,"text":"a"}"# + "\n[]\n" + #"{"id":1,"text":"b"}"# + "\n", to: "some.jsonl")
    let sources = sources(directory, ["d", "some.jsonl", "d/3.md"])
    try expectSame(sources)
    var options = IngestOptions()
    options.includesNames = true
    try expectSame(sources, options)
  }

  @Test("Many tiny documents, and some that are larger than all that may wait")
  func sizes() throws {
    var random = SplitMix64(seed: 41)
    let directory = try TemporaryDirectory()
    var lines = ""
    for number in 0..<3000 {
      lines += #"{"id":\#(number),"text":"\#(random.next() % 1000)"}"# + "\n"
      guard number % 2000 == 77 else { continue }
      lines +=
        #"{"id":"b\#(number)","text":""# + String(repeating: "word ", count: ReadAhead.byteLimit / 4) + "\"}\n"
    }
    try directory.write(lines, to: "a.jsonl")
    try expectSame(sources(directory, ["a.jsonl"]))
    // The large ones are too large.
    try expectSame(sources(directory, ["a.jsonl"]), IngestOptions(maximumDocumentSize: ReadAhead.byteLimit))
  }

  @Test("What cannot be read at all is thrown after everything before it")
  func failing() throws {
    let directory = try TemporaryDirectory()
    try directory.write("text", to: "a.txt")
    var count = 0
    #expect(throws: IngestError.self) {
      _ = try Ingestor.ingestAhead(sources(directory, ["a.txt", "missing.txt"])) { _ in count += 1 }
    }
    #expect(count == 1)
  }

  @Test("An error of whoever takes the documents ends the reading, and the thread")
  func abandoning() throws {
    let directory = try TemporaryDirectory()
    for number in 0..<200 { try directory.write(String(repeating: "text ", count: 10_000), to: "\(number).txt") }
    let sources: [Source] = [.path(Array(directory.path.utf8))]
    #expect(throws: Failure.self) {
      _ = try Ingestor.ingestAhead(sources) { _ in throw Failure() }
    }
    let queue = try ReadAhead.start(sources, options: IngestOptions())
    queue.close()
    // What was in it is left, and nothing comes after that: 10 MB do not fit.
    var bytes = 0
    while let batch = queue.next() {
      for case .document(let document) in batch { bytes += document.body.count }
    }
    #expect(bytes <= 2 * ReadAhead.byteLimit)
  }
}
