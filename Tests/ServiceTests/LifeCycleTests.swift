import JSON
import JSONRPC
import Platform
import SearchAPI
import TestSupport
import Testing

@testable import Service

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

@Suite struct LifeCycleTests {
  @Test func shutdownIsAnsweredAndEndsTheServer() throws {
    let server = try TestServer()
    let client = try server.connect()
    let idle = try server.connect()
    _ = try idle.ask("status")
    #expect(try client.ask("shutdown")?["result"] == .null)
    #expect(server.hasEnded())
    #expect(try client.receive() == nil)
    #expect(try idle.receive() == nil)
    #expect(FileStatus.of(path: server.socketPath) == nil)
    #expect(throws: TestClient.Failure.self) { try server.connect() }
  }

  @Test func aServerCanBeStartedWhereOneHasEnded() throws {
    let first = try TestServer()
    first.server.stop()
    #expect(first.hasEnded())
    let second = try TestServer(in: first.directory)
    #expect(try second.connect().ask("count", #"{"query":"prime"}"#)?["result"]?["count"] == .integer(2))
  }

  @Test func requestsInFlightAreAnsweredBeforeTheEnd() throws {
    let gate = Gate()
    let server = try TestServer { $0.willAnswer = { _ in gate.pass() } }
    let client = try server.connect()
    try client.send(#"{"jsonrpc":"2.0","id":1,"method":"count","params":{"query":"prime"}}"#)
    #expect(gate.waitForArrivals(1))
    server.server.stop()
    // The name goes first.
    while FileStatus.of(path: server.socketPath) != nil { usleep(1_000) }
    gate.open()
    #expect(try client.receive()?["result"]?["count"] == .integer(2))
    #expect(try client.receive() == nil)
    #expect(server.hasEnded())
  }

  @Test func requestsThatGoOnTooLongAreLeftBehind() throws {
    let gate = Gate()
    let server = try TestServer {
      $0.willAnswer = { _ in gate.pass() }
      $0.limits.drainMilliseconds = 50
    }
    let client = try server.connect()
    try client.send(#"{"jsonrpc":"2.0","id":1,"method":"count","params":{"query":"prime"}}"#)
    #expect(gate.waitForArrivals(1))
    server.server.stop()
    #expect(try client.receive() == nil)
    #expect(server.hasEnded())
    gate.open()
  }

  @Test func stopBeforeRunEndsIt() throws {
    let directory = try TemporaryDirectory()
    try TestIndex.build(TestIndex.texts, in: directory.path(of: "default"))
    var configuration = ServerConfiguration(
      socket: try SocketPath(directory.path(of: "sock")),
      indexes: [IndexLocation(directory: directory.path(of: "default"))])
    configuration.handlesSignals = false
    let server = try Server(configuration)
    server.stop()
    try server.run()
    #expect(FileStatus.of(path: directory.path(of: "sock")) == nil)
  }

  @Test func aServerMakesAnEmptyIndexWhereThereIsNone() throws {
    let server = try TestServer([:])
    let directory = server.directory.path(of: "default")
    #expect(FileStatus.of(path: directory)?.permissions == 0o700)
    let client = try server.connect()
    #expect(try client.ask("count", #"{"query":"prime"}"#)?["result"]?["count"] == .integer(0))
    #expect(try StatusAnswer(json: #require(client.ask("status")?["result"])).indexes.map(\.documents) == [0])
  }

  @Test func aServerMakesNoIndexAmongOtherFiles() throws {
    let directory = try TemporaryDirectory()
    try directory.write([1], to: "default/article.txt")
    let error = #expect(throws: ServerError.self) { try TestServer(in: directory) }
    #expect(error?.code == .noIndex)
    #expect(error?.message.contains("holds other files") == true)
    #expect(FileStatus.of(path: directory.path(of: "run/sock")) == nil)
    #expect(FileStatus.of(path: directory.path(of: "default/data.mdb")) == nil)
  }

  @Test func configurationsThatCannotBeRightAreRefused() throws {
    let socket = try SocketPath("/tmp/quo-test-unused/sock")
    func code(_ indexes: [IndexLocation], threads: Int = 1) -> ServerError.Code? {
      var configuration = ServerConfiguration(socket: socket, indexes: indexes)
      configuration.threadCount = threads
      do {
        _ = try Server(configuration)
        return nil
      } catch {
        return error.code
      }
    }
    #expect(code([IndexLocation(directory: "/a")]) == nil)
    #expect(code([]) == .configuration)
    #expect(code([IndexLocation(name: "", directory: "/a")]) == .configuration)
    #expect(code([IndexLocation(directory: "/a"), IndexLocation(directory: "/b")]) == .configuration)
    #expect(code([IndexLocation(directory: "/a"), IndexLocation(name: "b", directory: "/a")]) == .configuration)
    #expect(code([IndexLocation(directory: "/a")], threads: 0) == .configuration)
    #expect(code([IndexLocation(directory: "/a")], threads: 65) == .configuration)
  }

  @Test(arguments: [SIGTERM, SIGINT])
  func aSignalEndsTheServer(signal: Int32) async {
    await #expect(processExitsWith: .success) { [signal] in
      let directory = try TemporaryDirectory()
      try TestIndex.build(TestIndex.texts, in: directory.path(of: "default"))
      let server = try TestServer(in: directory) { $0.handlesSignals = true }
      let client = try server.connect()
      _ = try client.ask("status")
      kill(getpid(), signal)
      #expect(server.hasEnded())
      #expect(try client.receive() == nil)
      #expect(FileStatus.of(path: server.socketPath) == nil)
    }
  }
}
