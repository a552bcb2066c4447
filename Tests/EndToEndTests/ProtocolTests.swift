import JSON
import JSONRPC
import TestSupport
import Testing

/// docs/PROTOCOL.md as a daemon keeps it.
@Suite struct ProtocolTests {
  private let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
    try sandbox.buildSeeds()
  }

  /// Values that are another's business, another day's or another machine's.
  private static let volatile: Set = [
    "analyzer", "bytes", "bytesAfter", "bytesBefore", "connections", "doc", "documents", "epoch", "freeBytes", "hash",
    "liveBytes",
    "mtime", "path", "pid", "requests", "score", "segments", "size", "terms", "text", "textLength", "tookMs",
    "uptimeSeconds",
    "version",
  ]

  @Test(arguments: [Framing.newline, .contentLength])
  func theExamplesAreAnsweredAsTheyStandThere(framing: Framing) throws {
    let daemon = try Daemon(in: sandbox)
    let connection = try daemon.connect()
    let encoder = FrameEncoder(framing)
    _ = try sandbox.directory.makeDirectory("backups")
    for example in try ProtocolExample.all() {
      let request = example.requestText.replacing("/home/me/quo", with: Repository.path)
        .replacing("/home/me/backups", with: sandbox.directory.path(of: "backups"))
      connection.send(encoder.encode(Array(request.utf8)))
      guard case .message(let answer) = try connection.next() else {
        Issue.record("no answer to \(example.requestText)")
        return
      }
      let documented = example.responseText.replacing("/home/me/quo", with: Repository.path)
      let differences = try Self.differences(answer, JSONValue(parsing: documented), at: "answer")
      #expect(differences == [], "\(example.requestText)")
    }
    // The last of them is `shutdown`.
    #expect(try connection.next() == .closed)
    #expect(try daemon.process.wait().status == 0)
  }

  /// Where an answer has other members than the documented one, or other values in members that do not change.
  private static func differences(_ answer: JSONValue, _ documented: JSONValue, at place: String) -> [String] {
    switch (answer, documented) {
    case (.object(let answer), .object(let documented)):
      let names = (answer.members.map(\.name), documented.members.map(\.name))
      guard names.0 == names.1 else { return ["\(place) has \(names.0), documented are \(names.1)"] }
      return zip(answer.members, documented.members).flatMap { answer, documented in
        let place = "\(place).\(answer.name)"
        guard volatile.contains(answer.name) else { return differences(answer.value, documented.value, at: place) }
        return answer.value.kind == documented.value.kind ? [] : ["\(place) is of another type"]
      }
    case (.array(let answer), .array(let documented)):
      guard answer.count == documented.count else { return ["\(place) has \(answer.count), not \(documented.count)"] }
      return zip(answer, documented).enumerated().flatMap { index, pair in
        differences(pair.0, pair.1, at: "\(place)[\(index)]")
      }
    default:
      return answer == documented ? [] : ["\(place) is \(answer), documented is \(documented)"]
    }
  }

  @Test func aClientThatOnlyWritesAndReadsALineIsComplete() throws {
    let daemon = try Daemon(in: sandbox)
    let connection = try daemon.connect()
    connection.send(line: #"{"jsonrpc":"2.0","id":1,"method":"count","params":{"query":"\"brass nail\""}}"#)
    connection.finishSending()
    guard case .message(let answer) = try connection.next() else {
      Issue.record("a client that has closed its sending end gets no answer")
      return
    }
    #expect(answer["result"]?.integer("count") == 1)
    #expect(try connection.next() == .closed)
  }

  @Test func aNewIndexIsSeenByTheNextRequestOfTheSameConnection() throws {
    try sandbox.build(["one first", "two first"])
    let daemon = try Daemon(in: sandbox)
    let connection = try daemon.connect()
    let request = #"{"jsonrpc":"2.0","id":1,"method":"count","params":{"query":"first OR second"}}"#
    let before = try connection.ask(line: request)["result"]
    #expect(before?.integer("count") == 2)
    try sandbox.build(["one second", "two second", "three second"])
    let after = try connection.ask(line: request)["result"]
    #expect(after?.integer("count") == 3)
    #expect(after?.integer("epoch") == before?.integer("epoch").map { $0 + 1 })
  }

  @Test func severalIndexesAreToldApartByName() throws {
    let other = sandbox.directory.path(of: "other")
    try sandbox.build(["a heron"], into: other)
    let daemon = try Daemon(in: sandbox, index: "seeds=\(sandbox.index)", arguments: ["--index", "birds=\(other)"])
    #expect(try sandbox.quo("count", "--index", "birds", "heron").text == "1\n")
    #expect(try sandbox.quo("count", "--index", "seeds", "tortoise").text == "4\n")
    let unknown = try sandbox.quo("count", "--index", "fish", "heron")
    #expect(unknown.status == 2 && unknown.errorText.contains("seeds, birds"), "\(unknown)")
    let unnamed = try sandbox.quo("count", "heron")
    #expect(unnamed.status == 2 && unnamed.errorText.contains("seeds, birds"), "\(unnamed)")
    #expect(daemon.process.isRunning)
  }
}
