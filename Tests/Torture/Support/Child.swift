import Platform

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A program that was started, most of the time this one with another command.
struct Child {
  private let process: ChildProcess
  /// How it ended: the system tells that once.
  private let end = Monitor<ChildProcess.End?>(nil)

  /// Starts a program.
  ///
  /// - Parameters:
  ///   - program: its path.
  ///   - arguments: those behind its name.
  ///   - environment: variables, `NAME=VALUE`, beside those of this process.
  ///   - errors: a file to which what it writes to its standard error goes; nil: to where that of this process goes.
  /// - Throws: what the system says against starting it.
  init(_ program: String, _ arguments: [String], environment: [String] = [], errors: String? = nil) throws {
    let log = try errors.map { path in
      let slash = path.lastIndex(of: "/") ?? path.startIndex
      return try FileDescriptor.directory(at: path[..<slash].utf8)
        .appendableFile(path[path.index(after: slash)...].utf8).release()
    }
    defer { if let log { close(log) } }
    process = try ChildProcess(
      starting: Array("/usr/bin/env".utf8), (environment + [program] + arguments).map { Array($0.utf8) },
      streams: (.nowhere, .nowhere, log.map { .descriptor($0) } ?? .inherited))
  }

  /// Starts this program with other arguments.
  static func own(_ arguments: [String], environment: [String] = [], errors: String? = nil) throws -> Child {
    guard let path = CurrentProcess.programPath else { throw SystemError.noSuchFile }
    return try Child(
      String(decoding: path, as: UTF8.self), arguments, environment: ["SWIFT_BACKTRACE=enable=no"] + environment,
      errors: errors)
  }

  /// The number of the process.
  var id: Int32 { process.id }

  /// Waits for its end; on one thread at a time.
  func wait() throws -> ChildProcess.End {
    try end.withLock { end in
      let result = try end ?? process.wait()
      end = result
      return result
    }
  }

  /// How it has ended; nil if it still runs.
  private func poll() throws -> ChildProcess.End? {
    try end.withLock { end in
      end = try end ?? process.poll()
      return end
    }
  }

  /// Waits, but not longer than so many milliseconds.
  ///
  /// - Returns: how it has ended; nil if it still runs.
  func wait(milliseconds: Int) throws -> ChildProcess.End? {
    let end = SystemClock.monotonic() + UInt64(milliseconds) * 1_000_000
    while true {
      if let result = try poll() { return result }
      guard SystemClock.monotonic() < end else { return nil }
      SystemClock.sleep(milliseconds: 1)
    }
  }

  /// Kills it; it is still to be waited for.
  func kill() {
    _ = systemKill(process.id)
  }
}

/// `kill` under another name, for the method of that name hides it.
private func systemKill(_ id: Int32) -> Int32 {
  kill(id, SIGKILL)
}
