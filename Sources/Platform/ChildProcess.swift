#if canImport(Glibc)
  @unsafe @preconcurrency import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A program that this process has started.
///
/// It inherits the environment and the current directory, no descriptor but its standard streams, and no signal that is
/// ignored or blocked here.
package struct ChildProcess: Sendable {
  /// Where one of its standard streams leads.
  package enum Stream: Sendable {
    /// To where this process's leads.
    case inherited
    /// Nowhere: there is nothing to read, and what is written is lost.
    case nowhere
    /// To what is open here under that number.
    case descriptor(Int32)
  }

  /// How a process ends.
  package enum End: Equatable, Sendable {
    case exited(Int32)
    case killed(signal: Int32)
  }

  /// The number of the process.
  package let id: Int32

  /// Starts a program.
  ///
  /// - Parameters:
  ///   - program: its path; without a slash it is looked for in the folders of `$PATH`.
  ///   - arguments: those behind its name. One that holds a NUL becomes empty.
  ///   - streams: where its standard streams lead: input, output and error.
  ///   - ownSession: whether it leaves the terminal and the job that this process belongs to.
  /// - Throws: what the system says, such as that there is no such program.
  package init(
    starting program: [UInt8], _ arguments: [[UInt8]], streams: (Stream, Stream, Stream), ownSession: Bool = false
  ) throws(SystemError) {
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
      var attributes: posix_spawnattr_t?
    #else
      var actions = unsafe posix_spawn_file_actions_t()
      var attributes = posix_spawnattr_t()
    #endif
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    for (number, stream) in [(0, streams.0), (1, streams.1), (2, streams.2)] as [(Int32, Stream)] {
      switch stream {
      case .inherited: break
      case .nowhere: unsafe posix_spawn_file_actions_addopen(&actions, number, "/dev/null", O_RDWR, 0)
      case .descriptor(let open): unsafe posix_spawn_file_actions_adddup2(&actions, open, number)
      }
    }
    var (standard, none) = (sigset_t(), sigset_t())
    unsafe sigfillset(&standard)
    unsafe sigemptyset(&none)
    unsafe posix_spawnattr_init(&attributes)
    defer { unsafe posix_spawnattr_destroy(&attributes) }
    unsafe posix_spawnattr_setsigdefault(&attributes, &standard)
    unsafe posix_spawnattr_setsigmask(&attributes, &none)
    let flags = Int32(POSIX_SPAWN_SETSIGDEF) | Int32(POSIX_SPAWN_SETSIGMASK) | (ownSession ? Self.setSession : 0)
    unsafe posix_spawnattr_setflags(&attributes, Int16(flags))

    // C strings of our own with a null behind the last, freed after the call.
    var argv = unsafe ([program] + arguments).map { unsafe strdup(SystemCall.cString($0)) } + [nil]
    defer { unsafe argv.forEach { unsafe free($0) } }
    var id: pid_t = 0
    guard let name = unsafe argv.first ?? nil else { throw .noMemory }
    // Nothing changes the environment meanwhile: our programs do that
    // before they have threads, if ever.
    let result = unsafe posix_spawnp(&id, name, &actions, &attributes, &argv, environ)
    guard result == 0 else { throw SystemError(number: result) }
    self.id = id
  }

  /// Ends it at once. How it ended is still to be asked, and before that no other process gets its number.
  package func end() {
    _ = kill(id, SIGKILL)
  }

  /// Waits until it has ended.
  package func wait() throws(SystemError) -> End {
    var status: Int32 = 0
    try SystemCall.run { unsafe waitpid(id, &status, 0) }
    return Self.end(status)
  }

  /// How it has ended; nil while it runs.
  package func poll() throws(SystemError) -> End? {
    var status: Int32 = 0
    let ended = try SystemCall.run { unsafe waitpid(id, &status, WNOHANG) }
    return ended == 0 ? nil : Self.end(status)
  }

  /// `WIFEXITED`, `WEXITSTATUS` and `WTERMSIG` of wait(2).
  private static func end(_ status: Int32) -> End {
    let signal = status & 0x7F
    return signal == 0 ? .exited(status >> 8 & 0xFF) : .killed(signal: signal)
  }

  /// `POSIX_SPAWN_SETSID`, which glibc shows only to programs that ask for its extensions (spawn.h).
  #if canImport(Darwin)
    private static let setSession: Int32 = 0x400
  #else
    private static let setSession: Int32 = 0x80
  #endif
}
