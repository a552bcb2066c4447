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

  /// Puts the client where everybody can run it, and lets everybody into the sandbox.
  ///
  /// - Returns: its path.
  static func copyOfQuo(in sandbox: Sandbox) throws -> String {
    let program = try Data(contentsOf: URL(fileURLWithPath: Programs.path(of: "quo")))
    let copy = try sandbox.directory.write(Array(program), to: "quo")
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
