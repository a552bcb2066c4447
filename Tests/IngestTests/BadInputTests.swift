import Ingest
import Platform
import TestSupport
import Testing

/// Files and folders that no one would wish for, by the numbers of the list that reliability is measured by. Each gets its
/// document or its reason, nothing hangs, and the good file beside it is found.
///
/// | | what | tested |
/// |---|---|---|
/// | 1 to 11 | empty, binary, other encodings, long lines, too large, sparse, FIFO, socket, device | here |
/// | 6 | a long line is cut into terms of 128 bytes | also `EndToEndTests/BadInputTests` |
/// | 12 | the kernel's own file systems | `HostileTreeTests.kernelFiles`, `mountTable` |
/// | 13 to 19 | links, depth, many files, names | here, `HostileTreeTests.links`, `deepTree`, `names` |
/// | 20 | unreadable | `HostileTreeTests.unreadable`, and as root `EndToEndTests/BadInputTests` |
/// | 21, 22 | cut off, or growing, while it is read | `FileReaderTests`, `JSONLinesTests.growingFile`, `shrinkingFile` |
/// | 23 | replaced by a link meanwhile | `HostileTreeTests.replacedFiles`, `replacedFolder` |
/// | 24 | times in the future, of 1970, before it | here, `HostileTreeTests.modificationTime` |
/// | 25 to 27 | marks, flags, and characters that grow | here, and as words `TextAnalysisTests/HostileTextTests`, `EndToEndTests/BadInputTests` |
/// | 28 | bidirectional controls | here, `TerminalTests/TerminalTextTests` |
/// | 29 | bombs | here, `FileFormatTests.bomb`, `LineReaderTests.bomb`, `GzipDecoderTests` |
/// | 32 | the index itself | here, `FolderTests.ownIndex`, `EndToEndTests/BuildTests.itsOwnIndexIsNotIndexed` |
@Suite("Bad inputs", .timeLimit(.minutes(1)))
struct BadInputTests {
  /// One of them.
  struct Case: Sendable, CustomTestStringConvertible {
    let number: Int
    let what: String
    /// Makes it, in a folder of its own.
    let make: @Sendable (TemporaryDirectory) throws -> Void
    /// Title and body of each document, with a line between.
    var texts: [String] = []
    /// What is skipped, as `path: reason`.
    var skips: [String] = []
    /// How many of the documents were not UTF-8.
    var reencodedCount = 0

    var testDescription: String { "\(number): \(what)" }
  }

  static let cases = [
    Case(number: 1, what: "empty", make: { try $0.write("", to: "empty.txt") }, texts: ["empty|"]),
    Case(
      number: 2, what: "NUL bytes", make: { try $0.write([0x61, 0, 0x62], to: "nul.txt") }, skips: ["nul.txt: binary"]),
    Case(
      number: 3, what: "invalid UTF-8", make: { try $0.write([0x61, 0x0A, 0xC3, 0x28], to: "a.txt") },
      texts: ["|a\nÃ("], reencodedCount: 1),
    Case(
      number: 4, what: "UTF-16 with a mark",
      make: {
        try $0.write([0xFF, 0xFE, 0x61, 0, 0x0A, 0, 0xE9, 0], to: "le.txt")
        try $0.write([0xFE, 0xFF, 0, 0x61, 0, 0x0A, 0, 0xE9], to: "be.txt")
      }, texts: ["|a\né", "|a\né"], reencodedCount: 2),
    Case(
      number: 5, what: "Latin-1", make: { try $0.write([0x61, 0x0A, 0x63, 0x61, 0x66, 0xE9], to: "a.txt") },
      texts: ["|a\ncafé"], reencodedCount: 1),
    Case(
      number: 6, what: "a line of 20 MB of JSON",
      make: {
        let long = String(repeating: "x", count: 20 << 20)
        try $0.write("{\"text\":\"\(long)\"}\n{\"text\":\"next\"}\n", to: "long.jsonl")
      }, texts: ["|next"], skips: ["long.jsonl:1: too large"]),
    Case(
      number: 7, what: "over 16 MB",
      make: {
        try $0.write([UInt8](repeating: 0x61, count: 16 << 20), to: "a.txt")
        try $0.setSize(16 << 20 + 1, of: "a.txt")
      }, skips: ["a.txt: too large"]),
    Case(
      number: 8, what: "a sparse terabyte", make: { try $0.makeSparseFile("a.txt", size: 1 << 40) },
      skips: ["a.txt: too large"]),
    Case(number: 9, what: "a FIFO", make: { try $0.makeFIFO("a.txt") }, skips: ["a.txt: not a regular file"]),
    Case(number: 10, what: "a socket", make: { try $0.makeSocket("a.txt") }, skips: ["a.txt: not a regular file"]),
    Case(
      number: 13, what: "links in a circle",
      make: {
        try $0.makeLink("a", to: "b")
        try $0.makeLink("b", to: "a")
        try $0.makeLink("self", to: ".")
      }, skips: ["a: symbolic link", "b: symbolic link", "self: symbolic link"]),
    Case(
      number: 14, what: "a link out of the folder", make: { try $0.makeLink("out.txt", to: "/etc/hostname") },
      skips: ["out.txt: symbolic link"]),
    Case(
      number: 16, what: "many files in one folder",
      make: { for number in 1000..<3000 { try $0.write("", to: "\(number).txt") } },
      texts: (1000..<3000).map { "\($0)|" }),
    Case(
      number: 17, what: "a name that is not UTF-8",
      make: { try $0.write([], to: Array("caf".utf8) + [0xE9] + Array(".txt".utf8)) }, texts: ["caf\u{FFFD}|"]),
    Case(
      number: 18, what: "a line feed and ESC in a name",
      make: { try $0.write([0], to: Array("a\n\u{1B}[2J.txt".utf8)) },
      skips: ["a\n\u{1B}[2J.txt: binary"]),
    Case(
      number: 19, what: "one name composed and decomposed",
      make: {
        try $0.write([], to: Array("caf\u{E9}.txt".utf8))
        try $0.write([], to: Array("cafe\u{301}.txt".utf8))
      }, texts: ["cafe\u{301}|", "caf\u{E9}|"]),
    Case(
      number: 24, what: "times far off",
      make: {
        for (name, time) in [("a.txt", 0), ("b.txt", 1 << 33), ("c.txt", -1_000_000_000), ("d.txt", 1 << 33 + 1)] {
          try $0.write("text\n", to: name)
          try $0.setModificationTime(time, of: name)
        }
      }, texts: Array(repeating: "text|", count: 4)),
    Case(
      number: 25, what: "marks upon marks",
      make: { try $0.write("a\n" + String(repeating: "\u{301}\u{489}", count: 100_000), to: "a.txt") },
      texts: ["|a\n" + String(repeating: "\u{301}\u{489}", count: 100_000)]),
    Case(
      number: 26, what: "a chain of flags",
      make: { try $0.write("a\n" + String(repeating: "🇩🇪", count: 50_000), to: "a.txt") },
      texts: ["|a\n" + String(repeating: "🇩🇪", count: 50_000)]),
    Case(
      number: 27, what: "a ligature of eighteen letters",
      make: { try $0.write("a\n" + String(repeating: "\u{FDFA}", count: 100_000), to: "a.txt") },
      texts: ["|a\n" + String(repeating: "\u{FDFA}", count: 100_000)]),
    Case(
      number: 28, what: "bidirectional controls in text and name",
      make: {
        try $0.write("a\n\u{202E}b", to: "a.txt")
        try $0.write([0], to: "b\u{202E}txt.exe.txt")
      }, texts: ["|a\n\u{202E}b"], skips: ["b\u{202E}txt.exe.txt: binary"]),
    Case(
      number: 29, what: "bombs",
      make: {
        try $0.write(GzipWriter.compress([UInt8](repeating: 0x61, count: 30 << 20)), to: "a.txt.gz")
        try $0.write([0x50, 0x4B, 3, 4, 0], to: "b.zip")
        try $0.write(GzipWriter.compress([UInt8](repeating: 0x61, count: 30 << 20)), to: "c.html.gz")
      }, skips: ["a.txt.gz: too large", "b.zip: unsupported type", "c.html.gz: too large"]),
  ]

  @Test("Each gets its document or its reason", arguments: cases)
  func outcome(_ bad: Case) throws {
    let directory = try TemporaryDirectory()
    try bad.make(directory)
    try directory.write("the good one\n", to: "~good.txt")
    let intake = try directory.intake()
    let texts = bad.texts + ["the good one|"]
    // The texts of some are long.
    let areEqual = intake.texts.map { Array($0.utf8) } == texts.map { Array($0.utf8) }
    #expect(areEqual, "\(intake.texts.map { $0.prefix(100) })")
    #expect(intake.skips == bad.skips)
    #expect(intake.report.skippedCount == bad.skips.count && intake.report.reencodedDocuments == bad.reencodedCount)
    // What is said of it is one line without controls.
    for item in intake.skipped {
      let isPlain = item.description.unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x202A...0x202E ~= $0.value) }
      #expect(isPlain, "\(item.description)")
    }
  }

  @Test("11: Devices are neither read nor waited for", arguments: ["/dev/zero", "/dev/null", "/dev/tty"])
  func devices(path: String) throws {
    #expect(try Intake(of: [.path(Array(path.utf8))]).report.skipped == [.notRegularFile: 1])
  }

  @Test("15: A tree of 3,000 levels is read as far as paths go, the rest told")
  func deepTree() throws {
    let directory = try TemporaryDirectory()
    try directory.makeDeepTree(depth: 3000)
    let intake = try directory.intake()
    #expect(intake.documents.count > 1900 && Set(intake.report.skipped.keys) == [.tooDeep])
  }

  @Test("32: The index is left out of what it indexes")
  func ownIndex() throws {
    let directory = try TemporaryDirectory()
    try directory.write("text\n", to: "index/data.mdb.txt")
    try directory.write("text\n", to: "a.txt")
    let identity = try #require(FileIdentity(path: Array(directory.path(of: "index").utf8)))
    let intake = try directory.intake(options: IngestOptions(excludedFolders: [identity]))
    #expect(intake.paths == ["a.txt"] && intake.skips == ["index: excluded"])
  }
}
