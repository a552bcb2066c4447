import ArgumentParser
import JSON
import Terminal

/// How an answer is printed that is one thing.
enum AnswerFormat: String, ExpressibleByArgument, CaseIterable {
  /// For people.
  case human
  /// The daemon's result as one line of JSON.
  case json

  /// What the help says of the option.
  static let help = ArgumentHelp(
    "How to print the answer; json prints an error of the daemon's too, and nothing if no daemon answers.",
    valueName: "format")

  /// How an error of the daemon is told on the standard output.
  var errorForm: DaemonConnection.ErrorForm { self == .json ? .object : .none }

  /// Prints an answer to the standard output, made in full before.
  ///
  /// - Parameters:
  ///   - json: the answer as it came.
  ///   - human: makes its form for people.
  /// - Throws: `CommandError` where it cannot be written.
  func print(_ json: JSONValue, human: () -> String) throws(CommandError) {
    switch self {
    case .human: try StandardStream.output.print(human())
    case .json: try StandardStream.output.print(JSONLine.of(json))
    }
  }
}
