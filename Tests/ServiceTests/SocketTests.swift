import JSON
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

@Suite struct SocketTests {
  @Test func theSocketsDirectoryIsMadeForItsOwnerAlone() throws {
    let directory = try TemporaryDirectory()
    try TestIndex.build(TestIndex.texts, in: directory.path(of: "default"))
    let server = try TestServer(in: directory) {
      $0.socket = try SocketPath(directory.path(of: "a/b/sock"))
    }
    #expect(try TestClient(directory.path(of: "a/b/sock")).ask("count", #"{"query":"prime"}"#) != nil)
    #expect(FileStatus.of(path: directory.path(of: "a"))?.permissions == 0o700)
    #expect(FileStatus.of(path: directory.path(of: "a/b"))?.permissions == 0o700)
    #expect(FileStatus.of(path: directory.path(of: "a/b/sock"))?.isPrivate == true)
    #expect(FileStatus.of(path: directory.path(of: "a/b/sock.lock"))?.permissions == 0o600)
    server.server.stop()
    #expect(server.hasEnded())
  }

  @Test(arguments: [0o755, 0o770, 0o701, 0o777] as [mode_t])
  func aDirectoryThatOthersReachIsRefused(mode: mode_t) throws {
    let directory = try TemporaryDirectory()
    let path = try directory.makeDirectory("open")
    #expect(unsafe chmod(path, mode) == 0)
    let error = #expect(throws: ServerError.self) { _ = try SocketClaim(SocketPath(path + "/sock")) }
    #expect(error?.code == .unsafeDirectory)
    #expect(error?.message.contains("chmod 700 \(path)") == true)
  }

  @Test func aSymbolicLinkIsRefusedAsDirectory() throws {
    let directory = try TemporaryDirectory()
    let path = try directory.makeDirectory("real")
    #expect(unsafe symlink(path, directory.path(of: "link")) == 0)
    let error = #expect(throws: ServerError.self) { _ = try SocketClaim(SocketPath(directory.path(of: "link/sock"))) }
    #expect(error?.code == .unsafeDirectory)
    #expect(error?.message.contains("symbolic link") == true)
  }

  @Test func aFileIsRefusedAsDirectory() throws {
    let directory = try TemporaryDirectory()
    try directory.write("", to: "file")
    let error = #expect(throws: ServerError.self) { _ = try SocketClaim(SocketPath(directory.path(of: "file/sock"))) }
    #expect(error?.code == .unsafeDirectory)
  }

  @Test func aSymbolicLinkIsRefusedAsLockFile() throws {
    let directory = try TemporaryDirectory()
    try directory.write("keep", to: "victim")
    #expect(unsafe symlink(directory.path(of: "victim"), directory.path(of: "sock.lock")) == 0)
    let error = #expect(throws: ServerError.self) { _ = try SocketClaim(SocketPath(directory.path(of: "sock"))) }
    #expect(error?.code == .pathTaken)
    #expect(try directory.contents(of: "victim") == Array("keep".utf8))
  }

  @Test func whatIsNotASocketIsLeftAlone() throws {
    let directory = try TemporaryDirectory()
    try directory.write("keep", to: "sock")
    let error = #expect(throws: ServerError.self) { _ = try SocketClaim(SocketPath(directory.path(of: "sock"))) }
    #expect(error?.code == .pathTaken)
    #expect(try directory.contents(of: "sock") == Array("keep".utf8))
  }

  @Test func aPathOver107BytesIsAnError() {
    #expect(throws: SocketPathError.self) { try SocketPath("/" + String(repeating: "x", count: 107)) }
    #expect(throws: Never.self) { try SocketPath("/" + String(repeating: "x", count: 106)) }
  }

  @Test func aStaleSocketIsReplaced() throws {
    let directory = try TemporaryDirectory()
    try TestIndex.build(TestIndex.texts, in: directory.path(of: "default"))
    let path = try SocketPath(directory.makeDirectory("run") + "/sock")
    // What a killed server leaves behind: a socket on which nobody listens.
    do { _ = try ListeningSocket.listen(at: path) }
    #expect(FileStatus.of(path: path.text)?.kind == .socket)
    let server = try TestServer(in: directory)
    #expect(try server.connect().ask("count", #"{"query":"prime"}"#) != nil)
  }

  @Test func aSocketThatAnswersIsNotTaken() throws {
    let directory = try TemporaryDirectory()
    let path = try SocketPath(directory.path(of: "sock"))
    let foreign = try ListeningSocket.listen(at: path)
    let error = #expect(throws: ServerError.self) { _ = try SocketClaim(path) }
    #expect(error?.code == .alreadyRunning)
    #expect(FileStatus.of(path: path.text)?.kind == .socket)
    _ = consume foreign
  }

  @Test func ofManyStartsExactlyOneWins() throws {
    let directory = try TemporaryDirectory()
    let path = try SocketPath(directory.path(of: "run/sock"))
    let starts = 16
    let outcomes = Monitor((winners: 0, losers: 0))
    let gate = Gate()
    for _ in 0..<starts {
      try Platform.Thread.start {
        gate.pass()
        do {
          var claim = try SocketClaim(path)
          let socket = try claim.listen()
          outcomes.withLock { $0.winners += 1 }
          outcomes.broadcast()
          outcomes.waiting { $0.winners + $0.losers == starts ? () : nil }
          _ = consume socket
        } catch {
          let isExpected = (error as? ServerError)?.code == .alreadyRunning
          outcomes.withLock { $0.losers += isExpected ? 1 : 100 }
          outcomes.broadcast()
        }
      }
    }
    #expect(gate.waitForArrivals(starts))
    gate.open()
    #expect(outcomes.waiting(milliseconds: 5_000) { $0.winners + $0.losers >= starts })
    #expect(outcomes.withLock { $0 } == (1, starts - 1))
  }

  @Test func aSecondServerSaysWhoRuns() throws {
    let server = try TestServer()
    let error = #expect(throws: ServerError.self) { _ = try SocketClaim(SocketPath(server.socketPath)) }
    #expect(error?.code == .alreadyRunning)
    #expect(error?.message.contains("process \(CurrentProcess.id)") == true)
    #expect(try server.connect().ask("status") != nil)
  }

  @Test func theSocketIsRemovedUnlessAnotherLiesThere() throws {
    let directory = try TemporaryDirectory()
    let path = try SocketPath(directory.path(of: "sock"))
    do {
      var claim = try SocketClaim(path)
      _ = try claim.listen()
    }
    #expect(FileStatus.of(path: path.text) == nil)
    do {
      var claim = try SocketClaim(path)
      let socket = try claim.listen()
      #expect(unsafe unlink(path.text) == 0)
      try directory.write("other", to: "sock")
      claim.removeSocket()
      _ = consume socket
    }
    #expect(try directory.contents(of: "sock") == Array("other".utf8))
  }

  @Test func anotherUserIsTurnedAway() throws {
    let server = try TestServer { $0.user = CurrentProcess.user &+ 1 }
    let client = try server.connect()
    try? client.send(#"{"jsonrpc":"2.0","id":1,"method":"status"}"#)
    #expect(try client.receive() == nil)
  }

  @Test func descriptorsThatAreSentAlongAreClosed() throws {
    let directory = try TemporaryDirectory()
    let server = try TestServer()
    let client = try server.connect()
    _ = try client.ask("status")
    let message = Array(#"{"jsonrpc":"2.0","id":1,"method":"status"}"#.utf8) + [UInt8(ascii: "\n")]
    let file = try directory.write("", to: "sent")
    let descriptor = unsafe open(file, O_RDONLY | O_CLOEXEC)
    #expect(descriptor >= 0)
    for _ in 0..<5 {
      for byte in message { try client.sendByte(byte, with: descriptor) }
      #expect(try client.receive()?["result"] != nil)
    }
    close(descriptor)
    #expect(Self.openDescriptors(of: file) == 0)
  }

  /// How many descriptors of this process lead to a file.
  private static func openDescriptors(of path: String) -> Int {
    guard let identity = FileStatus.of(path: path)?.identity else { return -1 }
    return (0..<1024).count { FileStatus.of(path: "/proc/self/fd/\($0)")?.identity == identity }
  }
}
