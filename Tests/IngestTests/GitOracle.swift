import Foundation
import TestSupport

/// Git, asked which paths of a repository its ignore files leave out.
struct GitOracle {
  /// Where git is; nil where it is not installed.
  static let program: URL? = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    .map { URL(fileURLWithPath: String($0)).appendingPathComponent("git") }
    .first { FileManager.default.isExecutableFile(atPath: $0.path) }

  private struct Failure: Error {
    let status: Int32
  }

  private let program: URL
  private let folder: String

  /// Makes an empty repository of a folder.
  init(program: URL, folder: String) throws {
    self.program = program
    self.folder = folder
    _ = try run(["init", "--quiet"])
  }

  /// Those of the paths, relative to the folder, that are ignored.
  func ignored(of paths: [String]) throws -> Set<String> {
    let input = paths.joined(separator: "\0")
    let output = try run(["check-ignore", "--no-index", "--stdin", "-z"], input: input)
    return Set(output.split(separator: "\0").map(String.init))
  }

  private func run(_ arguments: [String], input: String = "") throws -> String {
    let inputFile = URL(fileURLWithPath: folder + ".in")
    try Data(input.utf8).write(to: inputFile)
    defer { try? FileManager.default.removeItem(at: inputFile) }
    let process = Process()
    process.executableURL = program
    process.arguments = ["-C", folder, "-c", "core.excludesFile=/dev/null"] + arguments
    process.environment = ["GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1", "HOME": folder]
    process.standardInput = try FileHandle(forReadingFrom: inputFile)
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    // 1 means that no path is ignored.
    guard process.terminationStatus <= 1 else { throw Failure(status: process.terminationStatus) }
    return String(decoding: data, as: UTF8.self)
  }
}
