import Foundation
import TestSupport

/// A file system in memory with little room, mounted for one test.
final class TemporaryFileSystem: Sendable {
  private struct Failure: Error {
    let outcome: Outcome
  }

  /// Whether this user and system can mount one.
  static let isAvailable: Bool = {
    guard getuid() == 0, let sandbox = try? Sandbox() else { return false }
    return (try? TemporaryFileSystem(in: sandbox, size: "1m")) != nil
  }()

  /// Where it is mounted.
  let path: String
  private let sandbox: Sandbox

  /// Mounts one.
  ///
  /// - Parameters:
  ///   - sandbox: in whose folder.
  ///   - size: as mount(8) takes it.
  /// - Throws: where that fails.
  init(in sandbox: Sandbox, size: String) throws {
    self.sandbox = sandbox
    path = try sandbox.directory.makeDirectory("mount")
    try run("mount", "-t", "tmpfs", "-o", "size=\(size),mode=700", "tmpfs", path)
  }

  deinit {
    try? run("umount", "-l", path)
  }

  /// Mounts it with other options.
  func remount(_ options: String) throws {
    try run("mount", "-o", "remount,\(options)", path)
  }

  private func run(_ arguments: String...) throws {
    let outcome = try sandbox.start("/usr/bin/env", arguments).wait()
    guard outcome.status == 0 else { throw Failure(outcome: outcome) }
  }
}
