import JSON
import JSONRPC
import SearchAPI
import TestSupport
import Testing

@testable import Service

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

@Suite struct IndexStateTests {
  @Test func aRebuiltIndexIsSeenAtTheNextQuery() async throws {
    let server = try TestServer()
    let client = try server.connect()
    #expect(try client.ask("count", #"{"query":"prime"}"#)?["result"]?["count"] == .integer(2))
    await Self.buildInAnotherProcess(["prime", "prime", "prime", "prime"], in: server.directory.path(of: "default"))
    #expect(try client.ask("count", #"{"query":"prime"}"#)?["result"]?["count"] == .integer(4))
  }

  @Test func anIndexPutInThePlaceOfAnotherIsSeenAtTheNextQuery() throws {
    let server = try TestServer()
    let client = try server.connect()
    #expect(try client.ask("count", #"{"query":"prime"}"#)?["result"]?["count"] == .integer(2))
    try TestIndex.build(["prime"], in: server.directory.path(of: "new"))
    #expect(unsafe rename(server.directory.path(of: "default"), server.directory.path(of: "old")) == 0)
    #expect(unsafe rename(server.directory.path(of: "new"), server.directory.path(of: "default")) == 0)
    #expect(try client.ask("count", #"{"query":"prime"}"#)?["result"]?["count"] == .integer(1))
  }

  @Test func aDamagedIndexIsToldOfAndTheServerLivesOn() async throws {
    let directory = try TemporaryDirectory()
    try TestIndex.build(["zygote"], in: directory.path(of: "default"))
    try TestIndex.build(["sound"], in: directory.path(of: "sound"))
    try Self.damage("zygote", in: directory)
    let server = try TestServer(in: directory, indexes: ["default", "sound"])
    let client = try server.connect()
    let answer = try client.ask("count", #"{"query":"zygote"}"#)
    #expect(answer?.errorCode == .internalError)
    #expect(answer?.errorMessage.contains("damaged") == true)
    #expect(try client.ask("count", #"{"query":"sound","index":"sound"}"#)?["result"]?["count"] == .integer(1))
    // Once it is built anew, it answers.
    await Self.buildInAnotherProcess(["zygote"], in: directory.path(of: "default"))
    #expect(try client.ask("count", #"{"query":"zygote"}"#)?["result"]?["count"] == .integer(1))
  }

  @Test func anIndexThatIsNotThereYetIsToldOfUntilItIs() throws {
    let directory = try TemporaryDirectory()
    try TestIndex.build(["sound"], in: directory.path(of: "sound"))
    // Among other files none is made.
    try directory.write([1], to: "later/article.txt")
    let server = try TestServer(in: directory, indexes: ["later", "sound"])
    let client = try server.connect()
    let answer = try client.ask("count", #"{"query":"prime","index":"later"}"#)
    #expect(answer?.errorCode == .noIndex)
    #expect(answer?.errorMessage.contains("quod build") == true)
    let status = try StatusAnswer(json: client.ask("status")?["result"] ?? .null)
    #expect(status.indexes.map(\.name) == ["sound"])
    #expect(status.problems.map(\.name) == ["later"])
    try TestIndex.build(["prime"], in: directory.path(of: "later"))
    #expect(try client.ask("count", #"{"query":"prime","index":"later"}"#)?["result"]?["count"] == .integer(1))
  }

  /// A process cannot open an index for writing that it has open for reading.
  private static func buildInAnotherProcess(_ texts: [String], in directory: String) async {
    await #expect(processExitsWith: .success) { [texts, directory] in
      try TestIndex.build(texts, in: directory)
    }
  }

  /// Changes a byte of every copy of a word in the index `default`.
  private static func damage(_ word: String, in directory: TemporaryDirectory) throws {
    let name = "default/data.mdb"
    var bytes = try directory.contents(of: name)
    let word = Array(word.utf8)
    var copies = 0
    for start in 0..<(bytes.count - word.count) where bytes[start..<start + word.count].elementsEqual(word) {
      bytes[start + 2] ^= 1
      copies += 1
    }
    #expect(copies > 0)
    try directory.write(bytes, to: name)
  }
}
