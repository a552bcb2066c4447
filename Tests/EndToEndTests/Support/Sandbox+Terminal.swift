import Foundation
import TestSupport

extension Sandbox {
  /// Whether programs can be run on a terminal.
  static let hasTerminals = FileManager.default.isExecutableFile(atPath: "/usr/bin/script")

  /// Runs a line of shell on a terminal, in which `$QUO` is the client, from a folder.
  ///
  /// - Parameters:
  ///   - command: the line.
  ///   - folder: where it runs.
  ///   - columns: how wide the terminal is.
  ///   - rows: how high it is.
  ///   - environment: what it finds beside that of the sandbox, or not.
  /// - Returns: what appears on the terminal, lines ended by line feeds.
  /// - Throws: where it cannot be run.
  func onTerminal(
    _ command: String, in folder: String? = nil, columns: Int = 80, rows: Int = 1_000,
    environment: [String: String?] = [:]
  ) throws -> String {
    let variables: [String: String?] = ["COLUMNS": "\(columns)", "LINES": "\(rows)"]
    let outcome = try shell(
      #"export QUO="$1" COMMAND="$3"; cd "$4" && exec script -qec "$COMMAND" /dev/null"#, command,
      folder ?? directory.path, environment: variables.merging(environment) { $1 })
    return outcome.text.replacing("\r\n", with: "\n")
  }
}
