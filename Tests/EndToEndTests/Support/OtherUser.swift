import Foundation
import TestSupport

/// Programs run as somebody else, which only root can do.
enum OtherUser {
  /// His number: that of `nobody` nearly everywhere.
  static let id = 65534

  /// Whether `quo` can be run so: its libraries need not be where others can read them.
  static let isAvailable: Bool = {
    guard getuid() == 0, let sandbox = try? Sandbox(), let quo = try? copyOfQuo(in: sandbox) else { return false }
    return (try? run(quo, "--version", in: sandbox).status) == 0
  }()

  private struct Failure: Error {
    let outcome: Outcome
  }

  /// Puts the client where everybody can run it, and lets everybody into the sandbox.
  ///
  /// Another process copies it: a descriptor of ours, open for writing, would go along with the programs that other tests
  /// start meanwhile, and while one has it the copy cannot be run.
  ///
  /// - Returns: its path.
  static func copyOfQuo(in sandbox: Sandbox) throws -> String {
    let copy = sandbox.directory.path(of: "quo")
    let outcome = try sandbox.start("/bin/cp", [try Programs.path(of: "quo"), copy]).wait()
    guard outcome.status == 0 else { throw Failure(outcome: outcome) }
    try FileMode.set(0o755, of: copy)
    try FileMode.set(0o711, of: sandbox.directory.path)
    return copy
  }

  /// Runs a program to its end.
  static func run(_ program: String, _ arguments: String..., in sandbox: Sandbox) throws -> Outcome {
    let user = ["--reuid=\(id)", "--regid=\(id)", "--clear-groups"]
    return try sandbox.start("/usr/bin/env", ["setpriv"] + user + [program] + arguments).wait()
  }
}
