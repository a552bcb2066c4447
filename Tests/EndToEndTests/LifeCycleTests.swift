import Foundation
import JSON
import SearchAPI
import TestSupport
import Testing

/// How a daemon comes, who may talk to it, and how it goes.
@Suite struct LifeCycleTests {
  private let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
    try sandbox.build(["a heron", "an egret"])
  }

  private func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: path)
  }

  @Test(arguments: [SIGTERM, SIGINT])
  func aSignalEndsItInOrder(signal: Int32) throws {
    let daemon = try Daemon(in: sandbox)
    let idle = try daemon.connect()
    #expect(exists(sandbox.socket))
    daemon.process.signal(signal)
    let outcome = try daemon.process.wait()
    let ready = "serves \(sandbox.index) at \(sandbox.socket)"
    #expect(outcome.status == 0 && outcome.errorText.contains(ready), "\(outcome)")
    #expect(!exists(sandbox.socket))
    #expect(try idle.next() == .closed)
    #expect(try sandbox.quo("status").status == 3)
  }

  @Test func aRequestEndsItInOrder() throws {
    let daemon = try Daemon(in: sandbox)
    _ = try daemon.answer(to: ShutdownRequest())
    #expect(try daemon.process.wait().status == 0)
    #expect(!exists(sandbox.socket))
  }

  @Test func ofTwoThatStartOneWins() throws {
    let daemon = try Daemon(in: sandbox)
    let second = try sandbox.quod("serve", "--index", sandbox.index)
    #expect(second.status == 2 && second.errorText.contains("process \(daemon.process.id)"), "\(second)")
    #expect(try daemon.count("heron") == 1)
  }

  @Test func whatACrashLeftIsNoObstacle() throws {
    let daemon = try Daemon(in: sandbox)
    daemon.process.signal(SIGKILL)
    _ = try daemon.process.wait()
    #expect(exists(sandbox.socket))
    let refused = try sandbox.quo("count", "heron")
    #expect(refused.status == 3 && refused.errorText.contains("quo daemon start"), "\(refused)")
    let next = try Daemon(in: sandbox)
    #expect(try next.count("heron") == 1)
    #expect(try next.stop().status == 0)
  }

  @Test func withoutAnIndexItMakesAnEmptyOne() throws {
    let missing = sandbox.directory.path(of: "missing")
    let daemon = try Daemon(in: sandbox, index: missing)
    #expect(try daemon.count("heron") == 0)
    #expect(try FileMode.get(of: missing) == 0o700)
    #expect(try daemon.stop().status == 0)
    #expect(try sandbox.quod("check", "--index", missing).status == 0)
  }

  @Test func anIndexIsMadeInADirectoryOfItsOwn() throws {
    try sandbox.directory.write("a heron", to: "articles/heron.txt")
    let articles = sandbox.directory.path(of: "articles")
    for index in [articles, articles + "/not/there"] {
      let outcome = try sandbox.quod("serve", "--index", index)
      #expect(outcome.status == 2 && outcome.errorText.contains(index), "\(outcome)")
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: articles) == ["heron.txt"])
    #expect(!exists(sandbox.socket))
  }

  @Test func aSocketPathIsNeverCut() throws {
    let folder = try sandbox.directory.makeDirectory(String(repeating: "d", count: 40))
    func path(_ length: Int) -> String {
      folder + "/" + String(repeating: "s", count: length - folder.utf8.count - 1)
    }
    let limit = SocketPath.greatestLength
    for outcome in [
      try sandbox.quod("serve", "--index", sandbox.index, "--socket", path(limit + 1)),
      try sandbox.quo("count", "--socket", path(limit + 1), "heron"),
      try sandbox.quo("count", "heron", environment: ["QUO_SOCK": path(limit + 1)]),
    ] {
      #expect(outcome.status == 2 && outcome.errorText.contains("\(limit + 1) bytes"), "\(outcome)")
      #expect(outcome.errorText.contains("\(limit)"))
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == [])

    let longest = try sandbox.start("quod", ["serve", "--index", sandbox.index, "--socket", path(limit)])
    let deadline = Date(timeIntervalSinceNow: Subprocess.patience)
    var outcome = try sandbox.quo("count", "--socket", path(limit), "heron")
    while outcome.status == 3, longest.isRunning, Date() < deadline {
      outcome = try sandbox.quo("count", "--socket", path(limit), "heron")
    }
    #expect(outcome.text == "1\n", "\(outcome)")
  }

  /// Where each side looks for the socket if nobody says.
  @Test func withoutARuntimeDirectoryTheSocketIsInTheUsersState() throws {
    let home = sandbox.directory.path(of: "home")
    for (variables, socket) in [
      (["HOME": home], home + "/.local/state/quo/run/sock"),
      (["HOME": home, "XDG_RUNTIME_DIR": "", "XDG_STATE_HOME": "relative"], home + "/.local/state/quo/run/sock"),
      (["HOME": home, "XDG_STATE_HOME": home + "/state"], home + "/state/quo/run/sock"),
      (["HOME": home, "XDG_RUNTIME_DIR": home + "/runtime"], home + "/runtime/quo/sock"),
    ] {
      var environment: [String: String?] = variables
      environment["QUO_SOCK"] = .some(nil)
      let hint = try sandbox.quo("status", environment: environment)
      #expect(hint.status == 3 && hint.errorText.contains(socket), "\(hint)")
      let daemon = try sandbox.start("quod", ["serve", "--index", sandbox.index], environment: environment)
      let deadline = Date(timeIntervalSinceNow: Subprocess.patience)
      var outcome = try sandbox.quo("count", "heron", environment: environment)
      while outcome.status == 3, daemon.isRunning, Date() < deadline {
        outcome = try sandbox.quo("count", "heron", environment: environment)
      }
      #expect(outcome.text == "1\n", "\(outcome)")
      #expect(try FileMode.get(of: URL(fileURLWithPath: socket).deletingLastPathComponent().path) == 0o700)
      #expect(try FileMode.get(of: socket).map { $0 & 0o077 } == 0)
      daemon.signal(SIGTERM)
      #expect(try daemon.wait().status == 0)
    }
    for program in [["quo", "status"], ["quod", "serve", "--index", sandbox.index]] {
      let outcome = try sandbox.start(
        program[0], Array(program.dropFirst()), environment: ["QUO_SOCK": nil, "HOME": nil]
      ).wait()
      #expect(outcome.status == 2 && outcome.errorText.contains("--socket"), "\(outcome)")
    }
  }

  @Test func theSixtyFifthConnectionIsToldSo() throws {
    let daemon = try Daemon(in: sandbox)
    let status = #"{"jsonrpc":"2.0","id":1,"method":"status"}"#
    var connections: [RawConnection] = []
    for _ in 0..<64 {
      connections.append(try daemon.connect())
      #expect(try connections.last?.ask(line: status)["result"] != nil)
    }
    let refused = try sandbox.quo("count", "heron")
    #expect(refused.status == 2 && refused.output == [] && refused.errorText.contains("64"), "\(refused)")
    #expect(try connections[0].ask(line: status)["result"]?.integer("connections") == 64)
    connections.removeLast()
    // It may take a moment to be seen.
    let deadline = Date(timeIntervalSinceNow: Subprocess.patience)
    var outcome = try sandbox.quo("count", "heron")
    while outcome.status != 0, Date() < deadline { outcome = try sandbox.quo("count", "heron") }
    #expect(outcome.text == "1\n")
  }

  @Test func aSocketFolderThatOthersReachIsRefused() throws {
    let folder = try sandbox.directory.makeDirectory("run")
    try FileMode.set(0o755, of: folder)
    let outcome = try sandbox.quod("serve", "--index", sandbox.index)
    #expect(outcome.status == 2 && outcome.errorText.contains("chmod 700 \(folder)"), "\(outcome)")
  }

  #if os(Linux)
    @Test func descriptorsThatAreSentAlongAreClosed() throws {
      let daemon = try Daemon(in: sandbox)
      let connection = try daemon.connect()
      let path = try sandbox.directory.write("", to: "sent")
      let file = unsafe open(path, O_RDONLY | O_CLOEXEC)
      defer { close(file) }
      let request = Array(#"{"jsonrpc":"2.0","id":1,"method":"count","params":{"query":"heron"}}"#.utf8)
      for byte in request { connection.send(byte, withDescriptor: file) }
      #expect(try connection.ask(line: [])["result"]?.integer("count") == 1)
      let folder = "/proc/\(daemon.process.id)/fd"
      let open = try FileManager.default.contentsOfDirectory(atPath: folder)
      #expect(
        !open.contains { (try? FileManager.default.destinationOfSymbolicLink(atPath: "\(folder)/\($0)")) == path })
    }

    /// Even one for whom somebody has opened the doors.
    @Test(.enabled(if: OtherUser.isAvailable, "only root can run programs as another user, with setpriv(1)"))
    func anotherUserIsTurnedAway() throws {
      let daemon = try Daemon(in: sandbox)
      let quo = try OtherUser.copyOfQuo(in: sandbox)
      let outside = try OtherUser.run(quo, "count", "heron", in: sandbox)
      #expect(outside.status == 3 && outside.output == [], "\(outside)")
      #expect(outside.errorText.contains("Permission denied"), "\(outside)")

      try FileMode.set(0o777, of: sandbox.socket)
      try FileMode.set(0o755, of: sandbox.directory.path(of: "run"))
      let inside = try OtherUser.run(quo, "count", "heron", in: sandbox)
      #expect(inside.status == 3 && inside.output == [], "\(inside)")
      #expect(inside.errorText.contains("another user"), "\(inside)")
      // The daemon does not rely on the client's good will.
      if FileManager.default.isExecutableFile(atPath: "/usr/bin/perl") {
        let script = #"""
          use IO::Socket::UNIX; $SIG{PIPE} = "IGNORE";
          my $socket = IO::Socket::UNIX->new(Peer => $ARGV[0]) or die "no connection";
          print $socket qq({"jsonrpc":"2.0","id":1,"method":"status"}\n);
          $socket->flush;
          print "answer: ", scalar(<$socket>) // "none", "\n";
          """#
        let raw = try OtherUser.run("/usr/bin/perl", "-e", script, sandbox.socket, in: sandbox)
        #expect(raw.text == "answer: none\n", "\(raw)")
      }
      #expect(try daemon.count("heron") == 1)
      #expect(daemon.process.errorText.contains("another user"))
      #expect(daemon.process.errorText.contains("\(OtherUser.id)"))
    }
  #endif
}
