import Foundation
import JSON
import JSONRPC
import SearchAPI
import TestSupport
import Testing

/// Indexes that are not what they should be: it is said what is wrong, nothing hangs, and no answer is wrong.
@Suite struct DamageTests {
  private static let streamNames =
    [
      1: "terms", 2: "term index", 3: "documents", 4: "positions", 5: "skips", 6: "norms", 7: "title lengths",
      8: "ordinals",
      9: "stored documents", 10: "stored index", 11: "stored offsets", 12: "document keys", 13: "source offsets",
      14: "impacts", 15: "phrases", 17: "source offsets index", 18: "phrase index", 19: "common terms",
      20: "source map offsets", 22: "fingerprints", 23: "fingerprint keys",
    ] as [UInt8: String]

  private let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
  }

  private var dataFile: String { sandbox.index + "/data.mdb" }

  /// What the programs that only read say of the index.
  private func expectRefusal(
    status: Int32, _ message: String, by commands: [String] = ["check", "stats", "serve", "game"]
  ) throws {
    for command in commands {
      let outcome = try sandbox.quod(command, "--index", sandbox.index)
      #expect(outcome.status == (command == "check" ? status : 2), "\(command): \(outcome)")
      #expect((outcome.text + outcome.errorText).contains(message), "\(command): \(outcome)")
    }
  }

  private func build() throws -> Outcome {
    try sandbox.quod("build", "--index", sandbox.index, Repository.seeds)
  }

  // MARK: Files that are no index

  @Test func anEmptyDataFileIsANewIndex() throws {
    try sandbox.directory.write("", to: "index/data.mdb")
    try FileMode.set(0o600, of: dataFile)
    try expectRefusal(status: 2, "quod build --index \(sandbox.index)", by: ["check", "stats", "game"])
    #expect(try Daemon(in: sandbox).answer(to: StatusRequest()).indexes.map(\.documents) == [0])
    #expect(try build().status == 0)
    #expect(try sandbox.quod("check", "--index", sandbox.index).status == 0)
  }

  @Test(arguments: [1, 100, 4095, 8191])
  func aDataFileOfLessThanTwoPagesIsNoIndex(size: Int) throws {
    let whole = sandbox.directory.path(of: "whole")
    try sandbox.buildSeeds(into: whole)
    let start = Array(try IndexImage(directory: whole).bytes.prefix(size))
    try sandbox.directory.write(start, to: "index/data.mdb")
    try FileMode.set(0o600, of: dataFile)
    try expectRefusal(status: 2, "not an index")
    #expect(try build().status == 2)
    #expect(try sandbox.directory.contents(of: "index/data.mdb") == start)
  }

  @Test func aForeignFileIsNoIndex() throws {
    let text = Array(String(repeating: "not a database at all\n", count: 2000).utf8)
    try sandbox.directory.write(text, to: "index/data.mdb")
    try FileMode.set(0o600, of: dataFile)
    try expectRefusal(status: 2, "not an index")
    #expect(try build().status == 2)
    #expect(try sandbox.directory.contents(of: "index/data.mdb") == text)
  }

  @Test func aTruncatedFileIsDamaged() throws {
    let whole = sandbox.directory.path(of: "whole")
    try sandbox.buildSeeds(into: whole)
    let image = try IndexImage(directory: whole)
    for pages in stride(from: 2, to: image.bytes.count / image.pageSize, by: 7) {
      try image.changed { $0.removeLast($0.count - pages * image.pageSize) }.write(to: sandbox.index)
      try expectRefusal(status: 1, "damaged")
    }
    // Within a page.
    try image.changed { $0.removeLast(100) }.write(to: sandbox.index)
    try expectRefusal(status: 1, "damaged")
  }

  @Test func aNewerFormatIsRefusedAndLeftAlone() throws {
    try sandbox.buildSeeds()
    let image = try IndexImage(directory: sandbox.index)
    let manifest = try #require(image.values[.manifest]).lowerBound
    try image.changed { $0[manifest + 8] += 1 }.write(to: sandbox.index)
    let bytes = try sandbox.directory.contents(of: "index/data.mdb")
    try expectRefusal(status: 2, "newer version")
    let build = try build()
    #expect(build.status == 2 && build.errorText.contains("newer version"), "\(build)")
    #expect(try sandbox.directory.contents(of: "index/data.mdb") == bytes)
  }

  @Test func aLinkIsNotFollowed() throws {
    let whole = sandbox.directory.path(of: "whole")
    try sandbox.buildSeeds(into: whole)
    let bytes = try sandbox.directory.contents(of: "whole/data.mdb")
    try sandbox.directory.makeDirectory("index")
    #expect(unsafe symlink(whole + "/data.mdb", dataFile) == 0)
    try expectRefusal(status: 2, "symbolic link")
    #expect(try build().status == 2)
    #expect(try sandbox.directory.contents(of: "whole/data.mdb") == bytes)
  }

  @Test func aFIFOIsNotWaitedFor() throws {
    try sandbox.directory.makeDirectory("index")
    #expect(unsafe mkfifo(dataFile, 0o600) == 0)
    try expectRefusal(status: 2, "not a regular file")
    #expect(try build().status == 2)
  }

  @Test func aFolderThatOthersCanWriteToIsRefused() throws {
    try sandbox.buildSeeds()
    try FileMode.set(0o777, of: sandbox.index)
    try expectRefusal(status: 2, "chmod 700 \(sandbox.index)")
    let build = try build()
    #expect(build.status == 2 && build.errorText.contains("chmod 700 \(sandbox.index)"), "\(build)")
    try FileMode.set(0o700, of: sandbox.index)
    try FileMode.set(0o666, of: dataFile)
    try expectRefusal(status: 2, "chmod 600 \(dataFile)")
    if getuid() == 0 {
      try FileMode.set(0o600, of: dataFile)
      try #require(unsafe chown(sandbox.index, 65534, 65534) == 0)
      try expectRefusal(status: 2, "belongs to another user")
    }
  }

  // MARK: Flipped bytes

  /// Answers to queries that need different streams; nil for one that says that the index is damaged.
  private func answers(_ daemon: Daemon) throws -> [String: JSONValue?] {
    let connection = try daemon.connect()
    var answers: [String: JSONValue?] = [:]
    for (name, method, parameters) in [
      ("word", "count", #""query":"tortoise""#), ("phrase", "count", #""query":"\"had had\"""#),
      ("prefix", "count", #""query":"lighth*""#), ("title", "count", #""query":"title:truce""#),
      ("hits", "search", #""query":"the","limit":60,"snippets":0,"matches":0"#),
      ("snippets", "search", #""query":"truce OR tortoise","limit":60"#),
      ("plain text", "search", #""query":"\"storm warning\"","limit":1"#),
      ("collapsed", "search", #""query":"castello road","reprints":"collapse","snippets":0,"matches":0"#),
      ("document", "document", #""id":"mna-1120-storm""#),
    ] {
      let answer = try connection.ask(
        line: #"{"jsonrpc":"2.0","id":1,"method":"\#(method)","params":{\#(parameters)}}"#)
      if let code = answer.errorCode {
        #expect(code == -32603 && answer.errorMessage?.contains("damaged") == true, "\(name): \(answer)")
        answers[name] = .some(nil)
      } else {
        answers[name] = answer["result"].map(Self.withoutTime)
      }
    }
    return answers
  }

  private static func withoutTime(_ result: JSONValue) -> JSONValue {
    guard case .object(let object) = result else { return result }
    return .object(JSONObject(object.members.filter { $0.name != "tookMs" }))
  }

  /// What must still be answered while a stream is damaged.
  private static func unaffected(by stream: UInt8) -> Set<String> {
    switch stream {
    case 4: ["word", "prefix", "hits"]
    case 7: ["word", "phrase", "prefix", "hits"]
    case 9, 10, 11: ["word", "phrase", "prefix", "title"]
    case 12: ["word", "phrase", "prefix", "title", "hits", "snippets", "plain text"]
    case 19: ["word", "prefix", "title", "hits", "snippets", "document"]
    case 22, 23: ["word", "phrase", "prefix", "title", "hits", "snippets", "plain text", "document"]
    case 13, 17: ["word", "phrase", "prefix", "title", "hits", "plain text", "document"]
    default: []
    }
  }

  @Test func aFlippedByteInAChunkIsFoundAndNoAnswerIsWrong() throws {
    try sandbox.buildSeeds()
    let image = try IndexImage(directory: sandbox.index)
    var daemon = try Daemon(in: sandbox)
    let expected = try answers(daemon)
    #expect(!expected.values.contains { $0 == nil })
    #expect(try daemon.stop().status == 0)
    let chunks = image.values.filter { $0.key.segment > 0 && $0.key.stream > 0 }
    #expect(chunks.count >= 10)
    var random = SplitMix64(seed: 5)
    for (key, place) in chunks.sorted(by: { $0.key < $1.key }) {
      let offset = place.lowerBound + random.below(place.count)
      try image.changed { $0[offset] ^= 1 << UInt8(random.below(8)) }.write(to: sandbox.index)
      let check = try sandbox.quod("check", "--index", sandbox.index)
      let name = try #require(Self.streamNames[key.stream])
      #expect(check.status == 1 && check.lastLine.hasPrefix("damaged: build it anew"), "\(check)")
      #expect(check.text.contains("damaged: segment 1, \(name), chunk \(key.chunk)"), "\(check)")

      daemon = try Daemon(in: sandbox)
      var damaged: Set<String> = []
      for (query, answer) in try answers(daemon) {
        if let answer {
          #expect(answer == expected[query], "\(query) with \(name) damaged")
        } else {
          damaged.insert(query)
        }
      }
      #expect(!damaged.isEmpty || key.stream == 2, "\(name): nothing needs it")
      #expect(damaged.isDisjoint(with: Self.unaffected(by: key.stream)), "\(name): \(damaged)")
      #expect(try daemon.stop().status == 0)
    }
    // A build puts a good one in its place.
    #expect(try build().status == 0)
    #expect(try sandbox.quod("check", "--index", sandbox.index).status == 0)
    daemon = try Daemon(in: sandbox)
    #expect(try daemon.count("tortoise") == 4)
  }

  @Test func allDamageIsListed() throws {
    try sandbox.buildSeeds()
    let image = try IndexImage(directory: sandbox.index)
    let chunks = image.values.filter { $0.key.segment > 0 && $0.key.stream > 0 }
    try image.changed { bytes in
      for place in chunks.values { bytes[(place.lowerBound + place.upperBound) / 2] ^= 0x10 }
    }.write(to: sandbox.index)
    let check = try sandbox.quod("check", "--index", sandbox.index)
    #expect(check.status == 1)
    for key in chunks.keys {
      let name = try #require(Self.streamNames[key.stream])
      #expect(check.text.contains("damaged: segment 1, \(name), chunk \(key.chunk)"), "\(check)")
    }
  }

  @Test func aFlippedByteAboveTheChunksIsFoundToo() throws {
    try sandbox.buildSeeds()
    let image = try IndexImage(directory: sandbox.index)
    let descriptor = IndexImage.Key(segment: 1, stream: 0, chunk: 0)
    for key in [IndexImage.Key.manifest, descriptor] {
      let place = try #require(image.values[key])
      // Behind the magic and the version of the manifest.
      for offset in stride(from: place.lowerBound + 12, to: place.upperBound, by: 5) {
        try image.changed { $0[offset] ^= 4 }.write(to: sandbox.index)
        let check = try sandbox.quod("check", "--index", sandbox.index)
        #expect(
          check.status == 1 && check.text.hasPrefix("damaged: "), "\(key), byte \(offset - place.lowerBound): \(check)")
      }
      let serve = try sandbox.quod("serve", "--index", sandbox.index)
      #expect(serve.status == 2 && serve.errorText.contains("damaged"), "\(serve)")
    }
  }

  /// The rest of a large index is searched as if nothing were.
  @Test func oneDamagedChunkOfManyHarmsOnlyItsOwn() throws {
    let texts = (0..<800).map { "heron number\($0) " + WordSource.text(seed: UInt64($0), words: 120) }
    try sandbox.build(texts)
    let image = try IndexImage(directory: sandbox.index)
    let stored = image.values.filter { $0.key.stream == 9 }
    try #require(stored.count >= 2, "the index is too small for the test")
    let place = try #require(stored[IndexImage.Key(segment: 1, stream: 9, chunk: 1)])
    try image.changed { $0[place.lowerBound + 1000] ^= 1 }.write(to: sandbox.index)
    #expect(try sandbox.quod("check", "--index", sandbox.index).text.contains("stored documents, chunk 1"))

    let daemon = try Daemon(in: sandbox)
    var (good, refused) = (0, 0)
    for number in stride(from: 0, to: texts.count, by: 10) {
      #expect(try daemon.count("number\(number)") == 1)
      do {
        let hits = try daemon.answer(to: SearchRequest(query: "number\(number)")).hits
        #expect(hits.map(\.id) == ["\(number)"])
        good += 1
      } catch let error as SearchClientError {
        #expect(error.answer?.code.rawValue == -32603 && error.message.contains("damaged"), "\(error)")
        refused += 1
      }
    }
    #expect(good > 0 && refused > 0, "\(good) good, \(refused) refused")
    #expect(try daemon.count("heron") == texts.count)
  }
}
