import Foundation
import JSON
import Testing

/// What bad clients send, and what becomes of them. The daemon answers the next client as if nothing had been.
@Suite struct FrameTests {
  private static let ping = #"{"jsonrpc":"2.0","id":"ping","method":"count","params":{"query":"tortoise"}}"#

  private let sandbox: Sandbox
  private let daemon: Daemon

  init() throws {
    sandbox = try Sandbox()
    try sandbox.buildSeeds()
    daemon = try Daemon(in: sandbox)
  }

  private func isWell() throws -> Bool {
    try daemon.count("tortoise") == 4
  }

  /// An answer as the table writes it: `ok`, an error's code, a batch in brackets.
  private static func name(_ answer: JSONValue) -> String {
    guard case .array(let answers) = answer else { return answer.errorCode.map(String.init) ?? "ok" }
    return "[" + answers.map(name).joined(separator: ",") + "]"
  }

  @Test func everyFrameOfTheSamplesGetsWhatTheTableSays() throws {
    let rows = try Repository.table("fuzz/frames.tsv")
    let files = try FileManager.default.contentsOfDirectory(atPath: Repository.seeds + "/fuzz/frames")
    #expect(Set(rows.map(\.[0])) == Set(files))
    for row in rows {
      try #require(row.count == 3, "\(row)")
      let bytes = try Repository.bytes("fuzz/frames/" + row[0])
      let connection = try daemon.connect()
      connection.send(bytes)
      if row[1] != "none" {
        guard case .message(let answer) = try connection.next() else {
          Issue.record("\(row[0]) gets no answer")
          continue
        }
        #expect(row[1].split(separator: "|").contains(Substring(Self.name(answer))), "\(row[0]): \(answer)")
      }
      switch row[2] {
      case "closed":
        #expect(try connection.next() == .closed, "\(row[0])")
      case "open":
        let isHeaders = bytes.first == UInt8(ascii: "C") || bytes.first == UInt8(ascii: "c")
        connection.send(isHeaders ? frame(Array(Self.ping.utf8)) : Array(Self.ping.utf8) + [0x0A])
        guard case .message(let answer) = try connection.next() else {
          Issue.record("\(row[0]): the connection does not go on")
          continue
        }
        #expect(answer["id"] == .string("ping") && answer["result"]?.integer("count") == 4, "\(row[0]): \(answer)")
      case "waiting":
        #expect(try connection.next(seconds: 0.2) == .nothing, "\(row[0])")
        connection.finishSending()
        #expect(try connection.next() == .closed, "\(row[0])")
      default:
        Issue.record("\(row[0]): the table says \(row[2])")
      }
    }
    #expect(try isWell())
  }

  private func frame(_ message: [UInt8]) -> [UInt8] {
    Array("Content-Length: \(message.count)\r\n\r\n".utf8) + message
  }

  @Test func aMessageOfEightMegabytesIsReadAndOneByteMoreIsNot() throws {
    let limit = 8 << 20
    let start = Array(#"{"jsonrpc":"2.0","id":1,"method":"status","surplus":""#.utf8)
    let end = Array(#""}"#.utf8)
    func message(_ length: Int) -> [UInt8] {
      start + [UInt8](repeating: UInt8(ascii: "x"), count: length - start.count - end.count) + end
    }
    for frames in [frame, { $0 + [0x0A] }] {
      let good = try daemon.connect()
      good.send(frames(message(limit)))
      guard case .message(let answer) = try good.next() else {
        Issue.record("a message of \(limit) bytes gets no answer")
        continue
      }
      #expect(Self.name(answer) == "ok")

      let bad = try daemon.connect()
      bad.send(frames(message(limit + 1)))
      guard case .message(let refusal) = try bad.next() else {
        Issue.record("a message of \(limit + 1) bytes gets no answer")
        continue
      }
      #expect(refusal.errorCode == 1007 && refusal.errorMessage?.contains("too large") == true, "\(refusal)")
      #expect(try bad.next() == .closed)
    }
    // A length alone is refused before anything follows it.
    let promised = try daemon.connect()
    promised.send(Array("Content-Length: \(limit + 1)\r\n\r\n".utf8))
    guard case .message(let refusal) = try promised.next() else {
      Issue.record("a promise of \(limit + 1) bytes gets no answer")
      return
    }
    #expect(refusal.errorCode == 1007)
    #expect(try isWell())
  }

  @Test func aHeaderWithoutEndIsCutOff() throws {
    for piece in ["Content-Length: 1", "x", "X: y\r\n", "\r"] {
      let connection = try daemon.connect()
      connection.send(Array("Content-Type: a\r\n".utf8))
      connection.send(Array(String(repeating: piece, count: 1_000_000 / piece.utf8.count).utf8))
      guard case .message(let answer) = try connection.next() else {
        Issue.record("an endless header of \(piece) gets no answer")
        continue
      }
      #expect(answer.errorCode == -32700, "\(piece)")
      #expect(try connection.next() == .closed, "\(piece)")
    }
    #expect(try isWell())
  }

  @Test func aBatchOfAHundredThousandIsRefusedWhole() throws {
    for (member, code) in [
      ("1", "-32600|1007"), (#"{"jsonrpc":"2.0","id":1,"method":"status"}"#, "-32600|1007"), ("[]", "-32600|1007"),
    ] {
      let connection = try daemon.connect()
      let batch = "[" + repeatElement(member, count: 100_000).joined(separator: ",") + "]"
      connection.send(frame(Array(batch.utf8)))
      guard case .message(let answer) = try connection.next() else {
        Issue.record("a batch of \(member) gets no answer")
        continue
      }
      #expect(code.split(separator: "|").contains(Substring(Self.name(answer))), "\(member): \(answer)")
      connection.send(frame(Array(Self.ping.utf8)))
      guard case .message(let next) = try connection.next() else {
        Issue.record("the connection does not go on behind a batch of \(member)")
        continue
      }
      #expect(next["result"]?.integer("count") == 4)
    }
    #expect(try isWell())
  }

  @Test func aQueryOfAHundredThousandWordsIsTooLong() throws {
    let query = String(repeating: "truce ", count: 100_000)
    let request = #"{"jsonrpc":"2.0","id":1,"method":"search","params":{"query":"\#(query)"}}"#
    let answer = try daemon.connect().ask(line: request)
    #expect(answer.errorCode == 1007, "\(answer)")
    #expect(answer["error"]?["data"]?.integer("end") == Int64(query.utf8.count))
    #expect(try isWell())
  }

  @Test func deepAndWideJSONIsRefused() throws {
    let connection = try daemon.connect()
    let deep = String(repeating: "[", count: 1_000_000) + String(repeating: "]", count: 1_000_000)
    for (parameters, code) in [(deep, Int64(-32600)), ("[" + String(repeating: "1,", count: 1_000_000) + "1]", 1007)] {
      let answer = try connection.ask(line: #"{"jsonrpc":"2.0","id":1,"method":"status","params":\#(parameters)}"#)
      #expect(answer.errorCode == code, "\(answer)")
    }
    #expect(try isWell())
  }

  /// Frames that come byte by byte, and connections that are left at every point of one.
  @Test func aFrameMayComeInAnyPiecesAndEndAnywhere() throws {
    let bytes = frame(Array(Self.ping.utf8))
    let slow = try daemon.connect()
    for byte in bytes { slow.send([byte]) }
    guard case .message(let answer) = try slow.next() else {
      Issue.record("a frame that comes byte by byte gets no answer")
      return
    }
    #expect(answer["result"]?.integer("count") == 4)
    for count in bytes.indices {
      let connection = try daemon.connect()
      connection.send(Array(bytes[..<count]))
      if count.isMultiple(of: 2) { connection.finishSending() }
    }
    #expect(try isWell())
  }
}
