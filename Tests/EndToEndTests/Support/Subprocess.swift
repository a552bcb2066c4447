import Foundation
import Synchronization
import TestSupport

/// A program that a test has started, killed at the latest when it is let go.
///
/// Its output goes to files, so that no pipe fills up while nobody reads.
final class Subprocess: Sendable {
  /// What a program reads from its standard input.
  enum Input {
    case nothing
    case bytes([UInt8])

    static func text(_ text: String) -> Input { .bytes(Array(text.utf8)) }
  }

  /// How long a program may take on a machine that has other things to do.
  static let patience = 60.0

  private struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  private static let (inputName, outputName, errorName) = ("input", "output", "errors")

  /// The number of the process.
  let id: pid_t

  private let command: String
  private let files: TemporaryDirectory
  private let end = Mutex<Outcome.End?>(nil)

  /// Starts a program.
  ///
  /// - Parameters:
  ///   - program: its path.
  ///   - arguments: those behind its name, in bytes.
  ///   - environment: all of its environment.
  ///   - input: what it reads.
  ///   - output: the file that it writes to; nil to have it in the outcome.
  /// - Throws: where it cannot be started.
  init(
    _ program: String, _ arguments: [[UInt8]], environment: [String: String], input: Input = .nothing,
    output: String? = nil
  ) throws {
    command = ([program] + arguments.map { String(decoding: $0, as: UTF8.self) }).joined(separator: " ")
    files = try TemporaryDirectory()
    var inputPath = "/dev/null"
    if case .bytes(let bytes) = input { inputPath = try files.write(bytes, to: Self.inputName) }
    id = try Self.spawn(
      [Array(program.utf8)] + arguments, environment.map { Array("\($0)=\($1)".utf8) },
      files: [
        (0, inputPath, O_RDONLY),
        (1, output ?? files.path(of: Self.outputName), O_WRONLY | O_CREAT),
        (2, files.path(of: Self.errorName), O_WRONLY | O_CREAT),
      ])
  }

  deinit {
    guard end.withLock({ $0 }) == nil else { return }
    kill(id, SIGKILL)
    waitpid(id, nil, 0)
  }

  /// Whether it runs.
  var isRunning: Bool { poll() == nil }

  /// What it has written to its standard error so far.
  var errorText: String { String(decoding: (try? files.contents(of: Self.errorName)) ?? [], as: UTF8.self) }

  /// Sends a signal, unless it has ended.
  func signal(_ number: Int32) {
    if isRunning { kill(id, number) }
  }

  /// Waits until it ends.
  ///
  /// - Throws: where it does not end in time; it is killed then.
  func wait(seconds: Double = Subprocess.patience) throws -> Outcome {
    let deadline = Date(timeIntervalSinceNow: seconds)
    var pause: UInt32 = 500
    while true {
      if let end = poll() {
        let output = try? files.contents(of: Self.outputName)
        return Outcome(end: end, output: output ?? [], errors: try files.contents(of: Self.errorName))
      }
      guard Date() < deadline else {
        kill(id, SIGKILL)
        throw Failure(description: "\(command) did not end within \(seconds) seconds; it said: \(errorText)")
      }
      usleep(pause)
      pause = min(pause * 2, 10_000)
    }
  }

  /// How it ended; nil while it runs.
  private func poll() -> Outcome.End? {
    end.withLock { end in
      var status: Int32 = 0
      if end == nil, unsafe waitpid(id, &status, WNOHANG) == id {
        // `WIFEXITED`, `WEXITSTATUS` and `WTERMSIG` of wait(2).
        let signal = status & 0x7F
        end = signal == 0 ? .exited(status >> 8 & 0xFF) : .killed(signal: signal)
      }
      return end
    }
  }

  private static func spawn(
    _ arguments: [[UInt8]], _ environment: [[UInt8]], files: [(descriptor: Int32, path: String, flags: Int32)]
  ) throws -> pid_t {
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
      var attributes: posix_spawnattr_t?
    #else
      var actions = unsafe posix_spawn_file_actions_t()
      var attributes = posix_spawnattr_t()
    #endif
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    for file in files {
      unsafe posix_spawn_file_actions_addopen(&actions, file.descriptor, file.path, file.flags, 0o600)
    }
    // Children inherit which signals are ignored and blocked, and a thread of a pool blocks all.
    var (stopping, none) = (sigset_t(), sigset_t())
    unsafe sigemptyset(&stopping)
    unsafe sigemptyset(&none)
    for signal in [SIGINT, SIGTERM, SIGPIPE, SIGHUP] { unsafe sigaddset(&stopping, signal) }
    unsafe posix_spawnattr_init(&attributes)
    defer { unsafe posix_spawnattr_destroy(&attributes) }
    unsafe posix_spawnattr_setsigdefault(&attributes, &stopping)
    unsafe posix_spawnattr_setsigmask(&attributes, &none)
    unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))

    // Both lists are C strings of our own, with a null behind the last, and are freed after the call.
    var (argv, envp) = unsafe (cStrings(arguments), cStrings(environment))
    defer { unsafe (argv + envp).forEach { unsafe free($0) } }
    var id: pid_t = 0
    let path = String(decoding: arguments[0], as: UTF8.self)
    let result = unsafe posix_spawn(&id, path, &actions, &attributes, &argv, &envp)
    guard result == 0 else { throw Failure(description: "cannot start \(path): error \(result)") }
    return id
  }

  private static func cStrings(_ strings: [[UInt8]]) -> [UnsafeMutablePointer<CChar>?] {
    let copies = unsafe strings.map { string -> UnsafeMutablePointer<CChar>? in
      let characters = string.map { CChar(bitPattern: $0) } + [0]
      return unsafe strdup(characters)
    }
    return unsafe copies + [nil]
  }
}
