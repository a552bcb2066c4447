import Platform
import SearchAPI

/// Starts and stops the daemon of a socket.
struct DaemonControl {
  /// How long it may take to answer after its start, in milliseconds.
  private static let startTimeout = 2_000
  /// How long another one may take to answer that was started at the same time and is why ours has ended.
  private static let rivalTimeout = 300
  /// How long it may take to end: requests have two seconds, and closing a large index may take a while.
  private static let stopTimeout = 10_000
  /// How long to wait before looking again, in milliseconds.
  private static let pause = 5

  /// Where it listens.
  let socket: SocketPath
  private let socketOption: String?

  /// Names a daemon.
  ///
  /// - Parameter socketOption: the value of `--socket`.
  /// - Throws: `CommandError` where there is no place for a socket.
  init(at socketOption: String?) throws(CommandError) {
    socket = try SocketOption.path(socketOption)
    self.socketOption = socketOption
  }

  /// That it does not run, as an error.
  var notRunning: CommandError {
    CommandError(
      "no daemon is running at \(socket)",
      remedy: ["This starts one:", "  \(StartAdvice.command(socketOption: socketOption))"], status: .unreachable)
  }

  /// What it says of itself; nil where it does not run.
  func status() throws(CommandError) -> StatusAnswer? {
    do throws(SearchClientError) {
      var client = try SearchClient(connectingTo: socket)
      return try client.answer(to: StatusRequest())
    } catch {
      guard error.code == .notRunning else { throw CommandError(error, query: nil, socketOption: socketOption) }
      return nil
    }
  }

  /// Starts it and waits until it answers.
  ///
  /// - Parameter indexes: what it serves; where there are none, the index in the usual place.
  /// - Returns: what it says of itself.
  /// - Throws: `CommandError` where it cannot be started, or does not answer in time.
  func start(_ indexes: [ServedIndexArgument]) throws(CommandError) -> StatusAnswer {
    let indexes = indexes.isEmpty ? [try standardIndex()] : indexes
    let program = try ProgramFinder.quod()
    let log = try DaemonLog.open()
    let arguments =
      ["serve", "--socket"].map { Array($0.utf8) } + [FileSystem.absolutePath(of: socket.bytes)]
      + indexes.flatMap { [Array("--index".utf8), $0.bytes] }
    let child = try spawn(program, arguments, log: log)
    var end: ChildProcess.End?
    var deadline = Self.moment(in: Self.startTimeout)
    while SystemClock.monotonic() < deadline {
      if let status = try? status() { return status }
      if end == nil, let now = try? child.poll() {
        (end, deadline) = (now, Self.moment(in: Self.rivalTimeout))
      }
      SystemClock.sleep(milliseconds: Self.pause)
    }
    if let end {
      throw CommandError("the daemon ended at once\(Self.tell(end))", remedy: log.lastWords, status: .unreachable)
    }
    throw CommandError(
      "the daemon, process \(child.id), does not answer at \(socket) after \(Self.startTimeout / 1_000) seconds",
      remedy: log.lastWords, status: .unreachable)
  }

  /// Asks it to end and waits until it has.
  ///
  /// - Parameter status: what it said of itself.
  /// - Throws: `CommandError` where it goes on.
  func stop(_ status: StatusAnswer) throws(CommandError) {
    do throws(SearchClientError) {
      var client = try SearchClient(connectingTo: socket)
      _ = try client.answer(to: ShutdownRequest())
    } catch {
      // It may be on its way already, and close before it answers.
      guard [.notRunning, .disconnected].contains(error.code) else {
        throw CommandError(error, query: nil, socketOption: socketOption)
      }
    }
    let process = Int32(clamping: status.processID)
    let deadline = Self.moment(in: Self.stopTimeout)
    while OtherProcess.isRunning(process) {
      guard SystemClock.monotonic() < deadline else {
        throw CommandError(
          "the daemon, process \(process), was told to stop but goes on", remedy: ["This ends it: kill -9 \(process)"])
      }
      SystemClock.sleep(milliseconds: Self.pause)
    }
  }

  /// Checks that a daemon that runs serves what another one should be started for.
  ///
  /// - Throws: `CommandError` where it does not.
  func checkServes(_ indexes: [ServedIndexArgument], _ status: StatusAnswer) throws(CommandError) {
    let served = status.indexes.map(\.path.bytes)
    guard let missing = indexes.first(where: { !served.contains($0.directory) }) else { return }
    throw CommandError(
      "the daemon that is running, process \(status.processID), does not serve "
        + String(decoding: missing.directory, as: UTF8.self),
      remedy: ["`quo daemon restart --index …` has it serve other indexes."])
  }

  private func standardIndex() throws(CommandError) -> ServedIndexArgument {
    guard let directory = StandardPaths.index() else {
      throw CommandError("there is no home directory to look for an index in", remedy: ["Name one with --index."])
    }
    return ServedIndexArgument(directory: directory)
  }

  private func spawn(
    _ program: [UInt8], _ arguments: [[UInt8]], log: borrowing DaemonLog
  ) throws(CommandError) -> ChildProcess {
    do throws(SystemError) {
      // It shall not keep the file system busy that this was called on. All paths are from the root on.
      try CurrentProcess.changeDirectory(to: [UInt8(ascii: "/")])
      let output = ChildProcess.Stream.descriptor(log.descriptorNumber)
      return try ChildProcess(starting: program, arguments, streams: (.nowhere, output, output), ownSession: true)
    } catch {
      throw CommandError("cannot start \(String(decoding: program, as: UTF8.self)): \(error)")
    }
  }

  private static func moment(in milliseconds: Int) -> UInt64 {
    SystemClock.monotonic() + UInt64(milliseconds) * 1_000_000
  }

  private static func tell(_ end: ChildProcess.End) -> String {
    switch end {
    case .exited(let status): ", with status \(status)"
    case .killed(let signal): ", by signal \(signal)"
    }
  }
}
