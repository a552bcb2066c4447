import Ingest
import TestSupport
import Testing

@Suite("Hostile trees", .timeLimit(.minutes(1)))
struct HostileTreeTests {
  let directory: TemporaryDirectory

  init() throws {
    directory = try TemporaryDirectory()
  }

  @Test("What is no regular file is never opened for reading, nor waited for")
  func specialFiles() throws {
    try directory.makeFIFO("fifo.txt")
    try directory.makeSocket("socket.txt")
    try directory.makeFIFO("lines.jsonl")
    let intake = try directory.intake()
    #expect(intake.skips == ["fifo.txt", "lines.jsonl", "socket.txt"].map { "\($0): not a regular file" })
    let named = try directory.intake(of: ["fifo.txt", "socket.txt", "lines.jsonl"])
    #expect(named.report.skipped == [.notRegularFile: 3])
    #expect(try Intake(of: [.path(Array("/dev/null".utf8))]).report.skipped == [.notRegularFile: 1])
  }

  @Test("A file that becomes a FIFO or a link after it was listed is neither waited for nor followed")
  func replacedFiles() throws {
    let outside = try TemporaryDirectory()
    try outside.write("secret", to: "secret.txt")
    for name in ["a.txt", "b.txt", "c.txt", "d.jsonl", "e.txt"] { try directory.write("text", to: name) }
    let intake = try directory.intake { document in
      guard document.path.suffix(5).elementsEqual("a.txt".utf8) else { return }
      for name in ["b.txt", "c.txt", "d.jsonl", "e.txt"] { try directory.remove(name) }
      try directory.makeFIFO("b.txt")
      try directory.makeLink("c.txt", to: outside.path(of: "secret.txt"))
      try directory.makeLink("d.jsonl", to: outside.path(of: "secret.txt"))
    }
    #expect(intake.paths == ["a.txt"])
    #expect(
      intake.skips == [
        "b.txt: not a regular file", "c.txt: symbolic link", "d.jsonl: symbolic link", "e.txt: changed while read",
      ])
  }

  @Test("A folder that becomes a link after it was listed is not followed")
  func replacedFolder() throws {
    let outside = try TemporaryDirectory()
    try outside.write("secret", to: "secret.txt")
    try directory.write("text", to: "a.txt")
    try directory.write("text", to: "b/c.txt")
    let intake = try directory.intake { _ in
      try directory.move("b", to: "moved")
      try directory.makeLink("b", to: outside.path)
    }
    #expect(intake.paths == ["a.txt"])
    #expect(intake.report.skippedCount == 1)
  }

  @Test("Links inside a folder are not followed, wherever they lead; a link that is named is")
  func links() throws {
    let outside = try TemporaryDirectory()
    try outside.write("outside", to: "secret.txt")
    try directory.write("inside", to: "a/b.txt")
    try directory.makeLink("a/loop", to: "..")
    try directory.makeLink("self.txt", to: "self.txt")
    try directory.makeLink("out", to: outside.path)
    try directory.makeLink("out.txt", to: outside.path(of: "secret.txt"))
    let intake = try directory.intake()
    #expect(intake.paths == ["a/b.txt"])
    #expect(intake.report.skipped == [.symbolicLink: 4])
    #expect(try directory.intake(of: ["out"]).paths == ["out/secret.txt"])
    #expect(try directory.intake(of: ["out.txt"]).paths == ["out.txt"])
    #expect(throws: IngestError.self) { try directory.intake(of: ["self.txt"]) }
  }

  @Test("A tree deeper than any path is read as far as paths go, and the rest is one skipped item")
  func deepTree() throws {
    try directory.makeDeepTree(depth: 3000)
    let base = directory.path.utf8.count
    let intake = try directory.intake()
    // Each level adds `/d`, and its file `/z.txt`.
    let files = (1...3000).filter { base + 2 * $0 + 6 <= 4095 }.count
    let folders = (1...3000).filter { base + 2 * $0 <= 4095 }.count
    #expect(intake.documents.count == files)
    #expect(intake.texts.first == "level \(files)|")
    #expect(intake.texts.last == "level 1|")
    #expect(intake.report.skipped == [.tooDeep: folders - files + 1])
  }

  @Test("What a moved folder still held is given up, and the walk goes on above it")
  func movedFolder() throws {
    // Deeper than the walk keeps folders open, so that it has to find them again from below.
    try directory.makeDeepTree(depth: 40)
    try directory.write("text", to: "z.txt")
    let intake = try directory.intake { document in
      guard document.body.isEmpty, document.title == Array("level 40".utf8) else { return }
      try directory.move("d/d/d/d/d", to: "moved")
    }
    // The five levels above the moved folder cannot be found from it, but for the root, which stays open.
    #expect(intake.documents.count == 40 - 4 + 1)
    #expect(intake.paths.last == "z.txt")
    #expect(intake.report.skipped == [.changedWhileRead: 4])
  }

  @Test("Names may be any bytes")
  func names() throws {
    let names: [[UInt8]] = [
      Array("new\nline.txt".utf8), Array("esc\u{1B}[2J.txt".utf8), [0xFF, 0xFE, 0x2E, 0x74, 0x78, 0x74],
      Array("caf\u{E9}.txt".utf8), Array("cafe\u{301}.txt".utf8), Array("-".utf8), Array(repeating: 0x78, count: 255),
    ]
    for name in names { try directory.write(name, to: name) }
    let intake = try directory.intake()
    #expect(intake.report.skipped.isEmpty)
    let prefix = Array((directory.path + "/").utf8)
    #expect(Set(intake.documents.map(\.path)) == Set(names.map { prefix + $0 }))
  }

  @Test("Size is looked at before anything is read: a sparse terabyte costs nothing")
  func sparseFiles() throws {
    try directory.makeSparseFile("a.txt", size: 1 << 40)
    try directory.makeSparseFile("b.jsonl", size: 1 << 40)
    try directory.write(#"{"text": "behind"}"# + "\n", to: "c.jsonl")
    try directory.setSize(1 << 35, of: "c.jsonl")
    let intake = try directory.intake(options: IngestOptions(maximumDocumentSize: 1 << 20))
    #expect(intake.texts == ["|behind"])
    #expect(intake.skips == ["a.txt: too large", "b.jsonl:1: too large", "c.jsonl:2: too large"])
  }

  @Test("The limit holds to the byte")
  func documentLimit() throws {
    let options = IngestOptions(maximumDocumentSize: 1000)
    try directory.write(String(repeating: "a", count: 1000), to: "a.txt")
    try directory.write(String(repeating: "b", count: 1001), to: "b.txt")
    let intake = try directory.intake(options: options)
    #expect(intake.paths == ["a.txt"])
    #expect(intake.skips == ["b.txt: too large"])
  }

  @Test("Binary files are told from text, empty ones are found by name")
  func binaryAndEmpty() throws {
    try directory.write([0x7F, 0x45, 0x4C, 0x46, 0x00], to: "a.txt")
    try directory.write("", to: "b/shopping list.txt")
    try directory.write(" \r\n\t", to: "c.d.md")
    let intake = try directory.intake()
    #expect(intake.texts == ["shopping list|", "c.d|"])
    #expect(intake.skips == ["a.txt: binary"])
  }

  @Test("The time of modification does not matter", arguments: [0, -1_000_000, 7_000_000_000])
  func modificationTime(seconds: Int) throws {
    try directory.write("text", to: "a.txt")
    try directory.setModificationTime(seconds, of: "a.txt")
    #expect(try directory.intake().paths == ["a.txt"])
  }

  @Test("What may not be read is skipped", .disabled(if: isPrivileged, "a privileged user may read everything"))
  func unreadable() throws {
    try directory.write("text", to: "a.txt")
    try directory.write("text", to: "b/c.txt")
    try directory.setMode(0, of: "a.txt")
    try directory.setMode(0, of: "b")
    #expect(try directory.intake().report.skipped == [.unreadable: 2])
  }

  #if os(Linux)
    @Test("The kernel's own files are refused", arguments: ["/proc", "/proc/self/status", "/sys/kernel"])
    func kernelFiles(path: String) throws {
      let error = try #require(throws: IngestError.self) { try Intake(of: [.path(Array(path.utf8))]) }
      #expect(error.code == .specialFileSystem)
    }
  #endif

  @Test("A folder of many files comes whole and in order")
  func manyFiles() throws {
    let names = (0..<5000).map { "\($0).txt" }
    for name in names { try directory.write("", to: name) }
    #expect(try directory.intake().paths == names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
  }
}
