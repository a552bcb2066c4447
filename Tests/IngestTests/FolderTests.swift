import Ingest
import Platform
import TestSupport
import Testing

@Suite("Folders")
struct FolderTests {
  let directory: TemporaryDirectory

  init() throws {
    directory = try TemporaryDirectory()
  }

  private func write(_ names: String...) throws {
    for name in names { try directory.write("in \(name)", to: name) }
  }

  @Test("Documents come in the order of their paths' bytes, folder by folder")
  func order() throws {
    try write("b.txt", "a/z.txt", "a/b/c.txt", "B.txt", "a.txt", "ä.txt", "a/a.md")
    let intake = try directory.intake()
    #expect(intake.paths == ["B.txt", "a/a.md", "a/b/c.txt", "a/z.txt", "a.txt", "b.txt", "ä.txt"])
    #expect(intake.report.documents == 7)
    #expect(intake.report.skipped.isEmpty)
  }

  @Test("A root is taken with and without a slash, and its path is kept as it was given")
  func rootPath() throws {
    try write("notes/a.txt")
    let whole = Array(directory.path.utf8)
    for root in ["/notes", "/notes/", "/./notes"] {
      let path = whole + Array(root.utf8)
      let intake = try Intake(of: [.path(path)])
      #expect(intake.documents.map(\.path) == [path + Array(root.hasSuffix("/") ? "a.txt".utf8 : "/a.txt".utf8)])
    }
  }

  @Test("Extensions decide what is read below a folder, and not of what is named")
  func kinds() throws {
    let texts = [
      "a.txt", "b.TEXT", "c.md", "d.Markdown", "e.html", "f.htm", "LICENSE", "St. Petersburg", "v1.2", "g.rst", "h.eml",
    ]
    let others = ["b.pdf", "c.zip", "d.tar.gz", "e.swift"]
    let resources = ["a.png", "b.css", "c.JS"]
    for name in texts + others + resources { try write("all/\(name)") }
    let intake = try directory.intake(of: ["all"])
    #expect(intake.paths.sorted() == texts.map { "all/\($0)" }.sorted())
    let skips = others.map { "all/\($0): unsupported type" } + resources.map { "all/\($0): page resource" }
    #expect(intake.skips.sorted() == skips.sorted())
    #expect(intake.report.skipped == [.unsupportedType: 4, .pageResource: 3])
    #expect(intake.report.skippedCount == 4)

    let named = try directory.intake(of: others.map { "all/\($0)" })
    #expect(named.paths == others.filter { !$0.hasSuffix(".gz") }.map { "all/\($0)" })
    #expect(named.skips == ["all/d.tar.gz: damaged gzip"])
  }

  @Test("Hidden entries are left out by rule, unless they are named or an ignore file takes them in again")
  func hidden() throws {
    try write(".notes.txt", ".cache/a.txt", ".keep/a.txt", "a.txt")
    try directory.write("!.keep\n", to: ".ignore")
    let intake = try directory.intake()
    #expect(intake.paths == [".keep/a.txt", "a.txt"])
    #expect(intake.skips == [".cache: hidden", ".ignore: hidden", ".notes.txt: hidden"])
    #expect(intake.report.skippedCount == 0)
    #expect(try directory.intake(of: [".notes.txt", ".cache"]).paths == [".notes.txt", ".cache/a.txt"])
  }

  @Test("A file is read once, whichever way it is reached")
  func repeatedFiles() throws {
    try write("a/x.txt", "a/y.txt")
    try directory.makeHardLink("a/z.txt", to: "a/x.txt")
    try directory.makeLink("link.txt", to: "a/y.txt")
    try directory.write(#"{"text": "one"}"#, to: "a/j.jsonl")
    let intake = try directory.intake(of: ["a", "a/x.txt", "link.txt", "a", "a/j.jsonl"])
    #expect(intake.paths == ["a/j.jsonl", "a/x.txt", "a/y.txt"])
    #expect(intake.report.skipped == [.alreadyRead: 8])
    #expect(intake.report.skippedCount == 0)
  }

  @Test("Keys, passwords and browser profiles are left out")
  func privateFiles() throws {
    try write(".ssh/notes.txt", ".env", ".env.local", "server.key", "id_ed25519", "profile/key4.db", "profile/a.txt")
    try write("a.txt", "env", "monkey", "id_rsa.txt")
    try directory.write("-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXk=\n", to: "copy.txt")
    try directory.write("-----BEGIN CERTIFICATE-----\nMIIB\n", to: "certificate.txt")
    let intake = try directory.intake()
    #expect(intake.paths == ["a.txt", "certificate.txt", "env", "id_rsa.txt", "monkey"])
    #expect(intake.report.skipped == [.privateFile: 7])
  }

  @Test("The index's own folder is left out, by whatever path it is reached")
  func ownIndex() throws {
    try write("a.txt", "index/data.txt", "index/spill/b.txt", "other/index/c.txt")
    try directory.makeLink("link", to: "index")
    try directory.makeLink("other/lock", to: "../index/data.txt")
    let identity = try #require(FileIdentity(path: Array(directory.path(of: "index").utf8)))
    let options = IngestOptions(excludedFolders: [identity])

    let walked = try directory.intake(options: options)
    #expect(walked.paths == ["a.txt", "other/index/c.txt"])
    #expect(walked.report.skipped == [.excluded: 1, .symbolicLink: 2])

    let named = [
      "index", "link", "index/data.txt", "./index/../index/data.txt", "link/data.txt", "other/lock", "index/spill",
      "link/spill/b.txt",
    ]
    let intake = try directory.intake(of: named, options: options)
    #expect(intake.documents.isEmpty)
    #expect(intake.report.skipped == [.excluded: named.count])
    #expect(intake.report.skippedCount == 0)
  }

  @Test("A missing source is found out before any is read")
  func missingSource() throws {
    try write("a.txt")
    let missing = directory.path(of: "gone")
    let sources = [directory.path, missing].map { Source(argument: Array($0.utf8)) }
    let error = try #require(throws: IngestError.self) { try Ingestor.check(sources) }
    #expect(error.code == .notFound)
    #expect(error.path == Array(missing.utf8))
    #expect(error.description == "\(missing): No such file or directory")
    for path in ["", "a\0b", String(repeating: "x", count: 5000)] {
      #expect(throws: IngestError.self) { try Ingestor.check([.path(Array(path.utf8))]) }
    }
    #expect(throws: IngestError.self) { try Intake(of: sources) }
  }

  @Test("What the consumer throws ends the reading")
  func consumerError() throws {
    struct Stop: Error {}
    try write("a.txt", "b.txt")
    var count = 0
    #expect(throws: Stop.self) {
      _ = try directory.intake { _ in
        count += 1
        throw Stop()
      }
    }
    #expect(count == 1)
  }

  @Test("An argument is the standard input or a path")
  func arguments() {
    #expect(Source(argument: Array("-".utf8)) == .standardInput)
    #expect(Source(argument: Array("./-".utf8)) == .path(Array("./-".utf8)))
    #expect(Source(argument: [0xFF]) == .path([0xFF]))
  }
}
