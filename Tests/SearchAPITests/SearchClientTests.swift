import JSON
import JSONRPC
import SearchAPI
import TestSupport
import Testing

/// A client and a server that is in order, slow, gone or out of its mind.
@Suite struct SearchClientTests {
  private let server: FakeServer

  init() throws {
    server = try FakeServer()
  }

  /// Asks for a count of `answers`' server, and returns what comes of it.
  private func count(timeoutMilliseconds: Int = 2_000) throws -> Result<CountAnswer, SearchClientError> {
    var client = try SearchClient(connectingTo: server.path)
    try server.accept()
    return count(with: &client, timeoutMilliseconds: timeoutMilliseconds)
  }

  private func count(
    with client: inout SearchClient, timeoutMilliseconds: Int = 2_000
  ) -> Result<CountAnswer, SearchClientError> {
    do throws(SearchClientError) {
      return .success(try client.answer(to: CountRequest(query: "a"), timeoutMilliseconds: timeoutMilliseconds))
    } catch {
      return .failure(error)
    }
  }

  /// What comes of a count whose answer is that text.
  private func count(answered text: String, thenHangingUp: Bool = false) throws -> Result<
    CountAnswer, SearchClientError
  > {
    var client = try SearchClient(connectingTo: server.path)
    try server.accept()
    try server.send(text)
    if thenHangingUp { server.hangUp() }
    return count(with: &client)
  }

  private func code(_ result: Result<CountAnswer, SearchClientError>) -> SearchClientError.Code? {
    guard case .failure(let error) = result else { return nil }
    return error.code
  }

  private static func answer(id: Int, count: Int = 37) -> String {
    #"{"jsonrpc":"2.0","id":\#(id),"result":{"count":\#(count),"epoch":1,"tookMs":0.5}}"# + "\n"
  }

  @Test func oneRequestAfterAnother() throws {
    var client = try SearchClient(connectingTo: server.path)
    try server.accept()
    try server.send(Self.answer(id: 1, count: 1))
    #expect(try count(with: &client).get().count == 1)
    #expect(try server.received() == #"{"jsonrpc":"2.0","id":1,"method":"count","params":{"query":"a"}}"# + "\n")
    try server.send(Self.answer(id: 2, count: 2))
    #expect(try client.result(of: CountRequest(query: "a"))["count"] == .integer(2))
    #expect(try server.received().contains(#""id":2"#))
    // After an error, too.
    try server.send(#"{"jsonrpc":"2.0","id":3,"error":{"code":1002,"message":"no index"}}"# + "\n")
    #expect(code(count(with: &client)) == .refused)
    try server.send(Self.answer(id: 4, count: 4))
    #expect(try count(with: &client).get().count == 4)
  }

  @Test func whatIsNotItsAnswerIsPassedOver() throws {
    let progress = #"{"jsonrpc":"2.0","method":"$/progress","params":{}}"# + "\n\n"
    let result = try count(answered: progress + Self.answer(id: 99, count: 9) + Self.answer(id: 1) + progress)
    #expect(try result.get().count == 37)
  }

  @Test func anAnswerOfManyPieces() throws {
    let warning = #"{"message":"\#(String(repeating: "w", count: 100_000))","start":0,"end":1}"#
    let result = try count(
      answered: #"{"jsonrpc":"2.0","id":1,"result":{"count":1,"epoch":1,"tookMs":1,"warnings":[\#(warning)]}}"# + "\n")
    #expect(try result.get().warnings.first?.message.utf8.count == 100_000)
  }

  @Test func anErrorOfTheServer() throws {
    let data = #"{"start":0,"end":1,"hint":"h"}"#
    let result = try count(
      answered: #"{"jsonrpc":"2.0","id":1,"error":{"code":1001,"message":"bad","data":\#(data)}}"# + "\n")
    guard case .failure(let error) = result else {
      Issue.record("no error")
      return
    }
    #expect(error.code == .refused)
    #expect(error.message == "bad")
    #expect(error.answer == .querySyntax("bad", in: 0..<1, hint: "h"))
  }

  /// A server that has no room answers before it reads the request, and closes.
  @Test func anAnswerBeforeTheRequest() throws {
    let busy = #"{"jsonrpc":"2.0","id":null,"error":{"code":1003,"message":"busy"}}"# + "\n"
    let result = try count(answered: busy, thenHangingUp: true)
    guard case .failure(let error) = result else {
      Issue.record("no error")
      return
    }
    #expect(error.answer == RPCError(.busy, "busy"))
  }

  @Test(arguments: [
    "hello\n", "{\n", "[]\n", "[1]\n", #"{"jsonrpc":"2.0","id":1}"# + "\n",
    #"{"jsonrpc":"2.0","id":5,"method":"search"}"# + "\n", #"{"jsonrpc":"2.0","id":1,"result":7}"# + "\n",
    #"{"jsonrpc":"2.0","id":1,"result":{"count":-1,"epoch":1,"tookMs":1}}"# + "\n",
    #"{"jsonrpc":"2.0","id":1,"result":{},"result":{}}"# + "\n",
  ])
  func whatIsNoAnswerIsAnError(_ text: String) throws {
    #expect(code(try count(answered: text)) == .invalidAnswer)
  }

  @Test(arguments: ["", "{\"jsonrpc\""])
  func aServerThatHangsUp(_ text: String) throws {
    #expect(code(try count(answered: text, thenHangingUp: true)) == .disconnected)
  }

  @Test func aServerThatSaysNothing() throws {
    let start = ContinuousClock.now
    #expect(code(try count(timeoutMilliseconds: 50)) == .timedOut)
    #expect(start.duration(to: .now) >= .milliseconds(50))
    #expect(code(try count(timeoutMilliseconds: 0)) == .timedOut)
    #expect(code(try count(timeoutMilliseconds: -1)) == .timedOut)
  }

  @Test func noServer() throws {
    let directory = try TemporaryDirectory()
    func code(_ path: String) throws -> SearchClientError.Code? {
      let path = try SocketPath(path)
      do throws(SearchClientError) {
        _ = try SearchClient(connectingTo: path)
        return nil
      } catch {
        #expect(error.message.contains(path.text))
        return error.code
      }
    }
    #expect(try code(directory.path(of: "missing")) == .notRunning)
    #expect(try code(directory.path(of: "missing/sock")) == .notRunning)
    #expect(try code(directory.write("", to: "file")) == .notRunning)
    // A socket that a dead server left behind.
    server.stop()
    #expect(try code(server.path.text) == .notRunning)
  }

  @Test func whatFailsLeavesNoDescriptorOpen() throws {
    let path = try SocketPath(TemporaryDirectory().path(of: "missing"))
    // More than a process may have open, as a rule; at the limit another error would come.
    for _ in 0..<3_000 {
      var thrown: SearchClientError?
      do throws(SearchClientError) {
        _ = try SearchClient(connectingTo: path)
      } catch {
        thrown = error
      }
      guard thrown?.code == .notRunning else {
        Issue.record("\(String(describing: thrown))")
        return
      }
    }
  }

  #if os(Linux)
    @Test func aServerWhoseQueueIsFull() throws {
      let server = try FakeServer(backlog: 0)
      let first = try SearchClient(connectingTo: server.path)
      var thrown: SearchClientError?
      do throws(SearchClientError) {
        _ = try SearchClient(connectingTo: server.path, timeoutMilliseconds: 50)
      } catch {
        thrown = error
      }
      #expect(thrown?.code == .notConnected)
      _ = consume first
    }
  #endif
}
