import Foundation
import SearchAPI
import TestSupport
import Testing

/// What `quod build` takes in, and what it says about it.
@Suite struct BuildTests {
  private let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
  }

  @Test func skippedSourcesAreCountedByReasonAndMakeStatus4() throws {
    try sandbox.directory.write("a heron", to: "texts/heron.txt")
    try sandbox.directory.write([0x00, 0x01, 0x02], to: "texts/binary.txt")
    try sandbox.directory.write("{\"text\":\"an egret\"}\nno JSON\n{\"text\":\"\"}\n", to: "texts/lines.jsonl")
    #expect(unsafe mkfifo(sandbox.directory.path(of: "texts/fifo.txt"), 0o600) == 0)
    #expect(unsafe symlink("heron.txt", sandbox.directory.path(of: "texts/link.txt")) == 0)
    let outcome = try sandbox.quod("build", "--index", sandbox.index, sandbox.directory.path(of: "texts"))
    #expect(outcome.status == 4, "\(outcome)")
    #expect(outcome.lastLine.hasPrefix("indexed 2 documents, "), "\(outcome)")
    #expect(outcome.lastLine.contains("; skipped 5: "), "\(outcome)")
    for reason in [
      "1 binary file", "1 FIFO, socket or device", "1 symbolic link", "1 line of malformed JSON", "1 line without text",
    ] {
      #expect(outcome.lastLine.contains(reason), "\(outcome)")
    }
    let daemon = try Daemon(in: sandbox)
    #expect(try daemon.count("heron OR egret") == 2)
  }

  @Test func whatCannotBeBuiltIsStatus2AndLeavesTheOldIndex() throws {
    try sandbox.build(["a heron"])
    let before = try sandbox.directory.contents(of: "index/data.mdb")
    for source in ["/nonexistent/articles", sandbox.directory.path(of: "missing.jsonl")] {
      let outcome = try sandbox.quod("build", "--index", sandbox.index, source)
      #expect(outcome.status == 2 && outcome.output == [] && outcome.errorText.contains(source), "\(outcome)")
    }
    #expect(try sandbox.directory.contents(of: "index/data.mdb") == before)
    // The folder above an index has to be there.
    let outcome = try sandbox.quod("build", "--index", sandbox.directory.path(of: "no/such/index"), Repository.seeds)
    #expect(outcome.status == 2 && outcome.errorText.hasPrefix("quod: "), "\(outcome)")
  }

  @Test func aGoodIndexIsNotGivenUpForNothing() throws {
    try sandbox.build(["a heron"])
    let outcome = try sandbox.quod("build", "--index", sandbox.index, "-")
    #expect(outcome.status == 2 && outcome.errorText.contains("--allow-empty"), "\(outcome)")
    let daemon = try Daemon(in: sandbox)
    #expect(try daemon.count("heron") == 1)
    #expect(try sandbox.quod("build", "--allow-empty", "--index", sandbox.index, "-").status == 0)
    #expect(try daemon.count("heron") == 0)
  }

  @Test func anIndexHasADirectoryOfItsOwn() throws {
    let articles = try sandbox.directory.makeDirectory("articles")
    try sandbox.directory.write("a heron", to: "articles/heron.txt")
    let outcome = try sandbox.quod("build", "--index", articles, articles)
    #expect(outcome.status == 2 && outcome.errorText.contains("holds other files than an index"), "\(outcome)")
    #expect(!FileManager.default.fileExists(atPath: articles + "/data.mdb"))
  }

  @Test func textOnTheStandardInputIsExplained() throws {
    let outcome = try sandbox.quod("build", "--index", sandbox.index, "-", input: .text("An article.\n\nIts text.\n"))
    #expect(outcome.status == 4 && outcome.errorText.contains("must be lines of JSON"), "\(outcome)")
  }

  @Test func pathsOfHitsAreAbsolute() throws {
    try sandbox.directory.write("a heron", to: "texts/heron.txt")
    let build = try sandbox.shell(
      #"cd "$3" && exec "$2" build --index "$4" ./texts"#, sandbox.directory.path, sandbox.index)
    #expect(build.status == 0, "\(build)")
    let hit = try Daemon(in: sandbox).answer(to: SearchRequest(query: "heron")).hits.first
    #expect(hit?.path?.text == sandbox.directory.path(of: "texts/heron.txt"))
  }

  @Test func manySkippedItemsAreNotAllNamed() throws {
    for number in 0..<9 { try sandbox.directory.write([0], to: "texts/\(number).txt") }
    let texts = sandbox.directory.path(of: "texts")
    let outcome = try sandbox.quod("build", "--index", sandbox.index, texts)
    #expect(outcome.errorText.split(separator: "\n").count == 6, "\(outcome)")
    #expect(outcome.errorText.hasSuffix("and 4 more; --verbose names them all\n"), "\(outcome)")
    let verbose = try sandbox.quod("build", "--verbose", "--index", sandbox.index, texts)
    #expect(verbose.errorText.split(separator: "\n").count == 9, "\(verbose)")
  }

  @Test func linesComeFromTheStandardInput() throws {
    let lines =
      #"{"id":"a","title":"Birds","text":"a heron","date":"2016-09-26","url":"https://birds.example/a"}"# + "\n"
    let outcome = try sandbox.quod("build", "--index", sandbox.index, "-", input: .text(lines))
    #expect(outcome.status == 0 && outcome.lastLine.hasPrefix("indexed 1 document, "), "\(outcome)")
    let hit = try Daemon(in: sandbox).answer(to: SearchRequest(query: "title:birds")).hits.first
    #expect(hit?.id == "a" && hit?.date == "2016-09-26" && hit?.url == "https://birds.example/a")
  }

  @Test func linesComeThroughAPipeOfGzip() throws {
    let lines = (0..<2000).map { #"{"id":"\#($0)","text":"heron number\#($0)"}"# + "\n" }.joined()
    let file = try sandbox.directory.write(lines, to: "birds.jsonl")
    let outcome = try sandbox.shell(#"gzip -c "$3" | zcat | exec "$2" build --index "$4" -"#, file, sandbox.index)
    #expect(outcome.status == 0 && outcome.lastLine.hasPrefix("indexed 2,000 documents, "), "\(outcome)")
    let daemon = try Daemon(in: sandbox)
    #expect(try daemon.count("heron") == 2000)
    #expect(try daemon.count("number1999") == 1)
  }

  @Test func formatsAndCompressionAreTakenFromNames() throws {
    let page =
      "<html><title>Birds &amp; more</title><body><nav>menu</nav><p>a her<b>on</b> &mdash; seen</p></body></html>"
    try sandbox.directory.write(page, to: "texts/a.html")
    try sandbox.directory.write("# Birds\n\nan *egret*", to: "texts/b.md")
    try sandbox.directory.write("Subject: Birds\nFrom: ann@example.org\n\na crane\n", to: "texts/c.eml")
    try sandbox.directory.write(#"{"text":"a bittern"}"# + "\n", to: "texts/d.jsonl")
    let texts = sandbox.directory.path(of: "texts")
    #expect(try sandbox.shell(#"gzip "$3"/*"#, texts).status == 0)
    let outcome = try sandbox.quod("build", "--index", sandbox.index, texts)
    #expect(outcome.status == 0 && outcome.lastLine.hasPrefix("indexed 4 documents, "), "\(outcome)")
    let daemon = try Daemon(in: sandbox)
    for (query, count) in [
      ("heron seen", 1), ("egret", 1), ("crane", 1), ("bittern", 1), ("title:birds", 3), ("menu", 0),
    ] {
      #expect(try daemon.count(query) == count, "\(query)")
    }
    #expect(try daemon.count("amp") == 0 && daemon.count("b") == 0)
  }

  @Test func membersOfRecordsMayBeCalledOtherwise() throws {
    let record = #"{"headline":"Birds","summary":"a heron","meta":{"day":"2016-09-26"},"body":"an egret"}"# + "\n"
    let outcome = try sandbox.quod(
      "build", "--index", sandbox.index, "--fields", "title=headline,text=summary+body", "--fields", "date=meta.day",
      "-",
      input: .text(record))
    #expect(outcome.status == 0, "\(outcome)")
    let daemon = try Daemon(in: sandbox)
    let hit = try daemon.answer(to: SearchRequest(query: "title:birds heron egret")).hits.first
    #expect(hit?.date == "2016-09-26" && hit?.title == "Birds")
    let wrong = try sandbox.quod("build", "--index", sandbox.index, "--fields", "titel=headline", "-")
    #expect(wrong.status == 2, "\(wrong)")
    let message = "there is no field 'titel'; the fields are id, title, text, date, url, language"
    #expect(wrong.errorText.contains(message), "\(wrong)")
    #expect(try daemon.count("heron") == 1)
  }

  @Test func filesWithoutTextAreFoundByNameIfThatIsAskedFor() throws {
    try sandbox.directory.write("a heron", to: "texts/heron.txt")
    try sandbox.directory.write([0x89, 0x50, 0], to: "texts/egret at dawn.pdf")
    let texts = sandbox.directory.path(of: "texts")
    #expect(try sandbox.quod("build", "--index", sandbox.index, texts).lastLine.hasPrefix("indexed 1 document, "))
    let outcome = try sandbox.quod("build", "--names", "--index", sandbox.index, texts)
    #expect(outcome.status == 4 && outcome.lastLine.hasPrefix("indexed 2 documents, "), "\(outcome)")
    #expect(outcome.lastLine.hasSuffix("skipped 1: 1 file of an unsupported type"), "\(outcome)")
    #expect(outcome.text.contains("1 document without text, found by name alone"), "\(outcome)")
    let hit = try Daemon(in: sandbox).answer(to: SearchRequest(query: "egret")).hits.first
    #expect(hit?.title == "egret at dawn")
  }

  @Test func anEmptySourceMakesAnEmptyIndex() throws {
    #expect(try sandbox.quod("build", "--index", sandbox.index, "-").status == 0)
    #expect(try sandbox.quod("check", "--index", sandbox.index).status == 0)
    let daemon = try Daemon(in: sandbox)
    #expect(try daemon.count("heron") == 0)
    #expect(try daemon.answer(to: StatusRequest()).indexes.first?.documents == 0)
  }

  @Test func itsOwnIndexIsNotIndexed() throws {
    let folder = try sandbox.directory.makeDirectory("texts")
    try sandbox.directory.write("a heron", to: "texts/heron.txt")
    let index = folder + "/index"
    for _ in 0..<2 {
      let outcome = try sandbox.quod("build", "--index", index, folder)
      #expect(outcome.status == 0 && outcome.lastLine.hasPrefix("indexed 1 document, "), "\(outcome)")
    }
    #expect(try sandbox.quod("check", "--index", index).status == 0)
  }

  @Test func ofTwoBuildsAtOnceOneIsRefused() throws {
    try sandbox.build(["a heron"])
    // The first waits for the rest of its input, which never comes.
    let pipe = sandbox.directory.path(of: "pipe")
    #expect(unsafe mkfifo(pipe, 0o600) == 0)
    let writer = unsafe open(pipe, O_RDWR | O_CLOEXEC)
    defer { close(writer) }
    let first = try sandbox.start(
      "/bin/sh", ["-c", #"exec "$0" build --index "$1" - < "$2""#, Programs.path(of: "quod"), sandbox.index, pipe])
    let lock = sandbox.index + "/writer.lock"
    let deadline = Date(timeIntervalSinceNow: Subprocess.patience)
    while try String(contentsOfFile: lock, encoding: .utf8) != "\(first.id)\n", Date() < deadline { usleep(10_000) }

    let second = try sandbox.quod("build", "--index", sandbox.index, Repository.seeds)
    #expect(second.status == 2 && second.errorText.contains("process \(first.id) is writing to it"), "\(second)")
    #expect(first.isRunning)
    // Readers do not care.
    #expect(try sandbox.quod("check", "--index", sandbox.index).status == 0)
    let daemon = try Daemon(in: sandbox)
    #expect(try daemon.count("heron") == 1)
    first.signal(SIGKILL)
    #expect(try first.wait().end == .killed(signal: SIGKILL))
    #expect(try sandbox.quod("build", "--index", sandbox.index, Repository.seeds).status == 0)
    #expect(try daemon.count("tortoise") == 4)
  }
}
