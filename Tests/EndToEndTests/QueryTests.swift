import JSON
import Testing

/// Queries that nobody should type: each gets an answer, or an error that says where.
@Suite struct QueryTests {
  private let sandbox: Sandbox
  private let daemon: Daemon
  private let connection: RawConnection

  init() throws {
    sandbox = try Sandbox()
    try sandbox.buildSeeds()
    daemon = try Daemon(in: sandbox)
    connection = try daemon.connect()
  }

  /// A request as bytes, since a query need not be UTF-8.
  private func ask(_ method: String, _ query: [UInt8], _ parameters: String = "") throws -> JSONValue {
    var line = Array(
      #"{"jsonrpc":"2.0","id":1,"method":"\#(method)","params":{"timeoutMs":10000,\#(parameters)"query":""#.utf8)
    for byte in query {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): line += [UInt8(ascii: "\\"), byte]
      case 0..<0x20:
        line += Array(#"\u00"#.utf8) + Array((byte < 16 ? "0" : "").utf8) + Array(String(byte, radix: 16).utf8)
      default: line.append(byte)
      }
    }
    return try connection.ask(line: line + Array(#""}}"#.utf8))
  }

  private func ask(_ method: String, _ query: String, _ parameters: String = "") throws -> JSONValue {
    try ask(method, Array(query.utf8), parameters)
  }

  @Test func everyQueryOfTheSamplesIsAnsweredOrRefusedAtAPlace() throws {
    let queries = try Repository.bytes("fuzz/queries.txt").split(separator: 0x0A, omittingEmptySubsequences: false)
      .dropLast()
    #expect(queries.count > 200)
    for query in queries.map(Array.init) {
      let text = String(decoding: query, as: UTF8.self)
      for parameters in ["", #""operator":"or","#, #""strict":true,"#] {
        let count = try ask("count", query, parameters)
        let search = try ask("search", query, parameters + #""limit":100,"#)
        if !text.utf8.elementsEqual(query) {
          #expect(count.errorCode == -32700 && search.errorCode == -32700, "\(text)")
          continue
        }
        if let code = count.errorCode {
          #expect(code == 1001 || code == 1007, "\(text): \(count)")
          #expect(count["error"] == search["error"], "\(text)")
          expectRange(of: count["error"]?["data"], in: query)
          continue
        }
        let (counted, found) = try (#require(count["result"]), #require(search["result"], "\(text): \(search)"))
        #expect(counted.integer("count") == found.integer("total"), "\(text)")
        guard case .array(let hits) = found["hits"], case .array(let warnings) = found["warnings"] else {
          Issue.record("no hits or warnings for \(text)")
          continue
        }
        #expect(Int64(hits.count) == found.integer("total"), "\(text)")
        #expect(counted["warnings"] == found["warnings"])
        for warning in warnings { expectRange(of: warning, in: query) }
        #expect(
          parameters != #""strict":true,"# || warnings.allSatisfy { Self.isAboutContents($0) }, "\(text): \(warnings)")
        // What an answer calls the query is a query that finds the same.
        guard case .string(let parsed) = found["parsed"], parsed.utf8.count <= 4096 else { continue }
        let again = try ask("count", parsed, #""operator":"or","#)
        #expect(again["result"]?.integer("count") == counted.integer("count"), "\(text) → \(parsed)")
      }
    }
    #expect(try daemon.count("tortoise") == 4)
  }

  /// Of a query in order, warnings speak of what it looks for, not of how it is written.
  private static func isAboutContents(_ warning: JSONValue) -> Bool {
    guard case .string(let message) = warning["message"] else { return false }
    return message.contains("letter")
  }

  private func expectRange(of part: JSONValue?, in query: [UInt8]) {
    guard let start = part?.integer("start"), let end = part?.integer("end") else {
      Issue.record("no place in \(String(describing: part))")
      return
    }
    #expect(0 <= start && start <= end && end <= query.count, "\(String(decoding: query, as: UTF8.self))")
  }

  @Test func theEmptyAndThatOfPunctuation() throws {
    for query in ["", "   ", "\t\u{3000}"] {
      let answer = try ask("count", query)
      #expect(answer.errorCode == 1001 && answer.errorMessage?.contains("empty") == true, "\(answer)")
    }
    for query in ["...", "!!! ???", "—"] {
      let answer = try ask("count", query)["result"]
      #expect(answer?.integer("count") == 0)
      guard case .array(let warnings) = answer?["warnings"] else { throw QueryFailure() }
      #expect(!warnings.isEmpty, "\(query) finds nothing and says nothing")
    }
  }

  private struct QueryFailure: Error {}

  @Test func limitsOfLengthAndDepth() throws {
    // 4 KB are allowed, in 64 clauses, in 16 parentheses.
    for (query, code) in [
      (String(repeating: "x", count: 4096), nil), (String(repeating: "x", count: 4097), 1007),
      (String(repeating: "a ", count: 64), nil), (String(repeating: "a ", count: 65), 1001),
      (String(repeating: "(", count: 16) + "a" + String(repeating: ")", count: 16), nil),
      (String(repeating: "(", count: 17) + "a" + String(repeating: ")", count: 17), 1001),
      (String(repeating: "(", count: 4000), 1001), (String(repeating: "(", count: 10_000), 1001),
    ] as [(String, Int64?)] {
      let answer = try ask("search", query)
      #expect(answer.errorCode == code, "\(query.prefix(20)) × \(query.utf8.count): \(answer)")
      if code != nil { expectRange(of: answer["error"]?["data"], in: Array(query.utf8)) }
    }
  }

  @Test func loneStarsAndOnlyExclusionsAreErrorsInAnyMode() throws {
    for query in ["*", "-*", "* *", "tortoise *", "-tortoise", "NOT (a OR b)", "a OR -b"] {
      for parameters in ["", #""operator":"or","#, #""strict":true,"#] {
        let answer = try ask("count", query, parameters)
        #expect(answer.errorCode == 1001, "\(query): \(answer)")
        expectRange(of: answer["error"]?["data"], in: Array(query.utf8))
      }
    }
  }

  @Test func aPrefixOfTooManyWordsSaysHowMany() throws {
    try sandbox.build(["egret " + (0..<1024).map { "heron\($0)" }.joined(separator: " ")])
    #expect(try ask("count", "heron*")["result"]?.integer("count") == 1)
    try sandbox.build(["egret " + (0..<1500).map { "heron\($0)" }.joined(separator: " ")])
    let answer = try ask("search", "egret heron*")
    #expect(
      answer.errorCode == 1001 && answer.errorMessage?.contains("1500") == true
        || answer.errorMessage?.contains("1,500") == true, "\(answer)")
    #expect(answer["error"]?["data"]?.integer("start") == 6 && answer["error"]?["data"]?.integer("end") == 12)
    #expect(try ask("count", "heron1*")["result"]?.integer("count") == 1)
  }

  @Test func numbersOutOfRangeAreInvalidParameters() throws {
    for parameter in [
      #""limit":0"#, #""limit":-1"#, #""limit":1000000000"#, #""limit":1.5"#, #""limit":"10""#, #""limit":1e400"#,
      #""offset":-1"#, #""offset":1000000000000"#, #""limit":10000,"offset":1"#, #""offset":9223372036854775807"#,
      #""limit":9223372036854775807,"offset":9223372036854775807"#, #""k1":-1"#, #""k1":1e9"#, #""b":2"#,
    ] {
      let answer = try ask("search", "tortoise", parameter + ",")
      #expect(answer.errorCode == (parameter.contains("1e400") ? -32600 : -32602), "\(parameter): \(answer)")
    }
    for timeout in ["0", "-1", "10001", "1.5"] {
      let answer = try connection.ask(
        line: #"{"jsonrpc":"2.0","id":1,"method":"count","params":{"query":"a","timeoutMs":\#(timeout)}}"#)
      #expect(answer.errorCode == -32602, "\(timeout): \(answer)")
    }
    #expect(try ask("search", "tortoise", #""limit":9999,"offset":1,"#)["result"]?.integer("total") == 4)
  }

  @Test func zeroBytesAndLoneSurrogatesAreErrors() throws {
    #expect(try ask("count", "nul\0here").errorCode == 1001)
    for escape in [#"\uD800"#, #"\uDC00 a"#, #"\uD800\uD800"#] {
      let line = #"{"jsonrpc":"2.0","id":1,"method":"count","params":{"query":"\#(escape)"}}"#
      #expect(try connection.ask(line: line).errorCode == -32700, "\(escape)")
    }
  }
}
