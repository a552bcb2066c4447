import Foundation
import TestSupport

/// A folder of its own for one test, in which the programs run without anything of the user's.
final class Sandbox: Sendable {
  let directory: TemporaryDirectory

  init() throws {
    directory = try TemporaryDirectory()
  }

  /// Where the test's index lies.
  var index: String { directory.path(of: "index") }

  /// Where the test's daemon listens, and clients look for it.
  var socket: String { directory.path(of: "run/sock") }

  /// What programs find in their environment.
  var environment: [String: String] {
    var environment = [
      "HOME": directory.path(of: "home"), "QUO_SOCK": socket, "LC_ALL": "C.UTF-8",
      // A crash is told by its signal; making a report of it takes long.
      "SWIFT_BACKTRACE": "enable=no",
    ]
    // Sanitizers, the libraries that a toolchain brings, and where to find programs.
    for (name, value) in ProcessInfo.processInfo.environment
    where name == "PATH" || name == "LD_LIBRARY_PATH" || name.hasSuffix("SAN_OPTIONS") {
      environment[name] = value
    }
    return environment
  }

  /// Starts a program.
  ///
  /// - Parameters:
  ///   - program: its name, or a path.
  ///   - arguments: those behind its name.
  ///   - changes: what its environment has beside that of the sandbox, or has not.
  ///   - input: what it reads.
  ///   - output: the file that it writes to; nil to have it in the outcome.
  /// - Returns: the program that runs.
  /// - Throws: where it cannot be started.
  func start(
    _ program: String, _ arguments: [String], environment changes: [String: String?] = [:],
    input: Subprocess.Input = .nothing, output: String? = nil
  ) throws -> Subprocess {
    var environment = environment
    for (name, value) in changes { environment[name] = value }
    let path = program.hasPrefix("/") ? program : try Programs.path(of: program)
    return try Subprocess(
      path, arguments.map { Array($0.utf8) }, environment: environment, input: input, output: output)
  }

  /// Runs `quod` to its end.
  func quod(
    _ arguments: String..., environment: [String: String?] = [:], input: Subprocess.Input = .nothing,
    output: String? = nil
  ) throws -> Outcome {
    try start("quod", arguments, environment: environment, input: input, output: output).wait()
  }

  /// Runs `quo` to its end.
  func quo(_ arguments: String..., environment: [String: String?] = [:], output: String? = nil) throws -> Outcome {
    try start("quo", arguments, environment: environment, output: output).wait()
  }

  /// Runs a shell script, in which `$1` is `quo` and `$2` is `quod`.
  func shell(_ script: String, _ arguments: String..., environment: [String: String?] = [:]) throws -> Outcome {
    let programs = try ["quo", "quod"].map(Programs.path)
    return try start("/bin/sh", ["-c", script, "sh"] + programs + arguments, environment: environment).wait()
  }

  /// Builds the index of the samples.
  func buildSeeds(into index: String? = nil) throws {
    let outcome = try quod("build", "--index", index ?? self.index, Repository.seeds)
    guard outcome.status == 0 else { throw BuildFailure(outcome: outcome) }
  }

  /// Builds an index of texts.
  func build(_ texts: [String], into index: String? = nil) throws {
    let lines = texts.enumerated().map { #"{"id":"\#($0)","text":"\#($1)"}"# + "\n" }.joined()
    let outcome = try quod("build", "--index", index ?? self.index, "-", input: .text(lines))
    guard outcome.status == 0 else { throw BuildFailure(outcome: outcome) }
  }

  private struct BuildFailure: Error {
    let outcome: Outcome
  }
}
