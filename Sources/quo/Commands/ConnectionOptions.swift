import ArgumentParser
import JSON
import JSONRPC
import SearchAPI
import Terminal

/// What all commands take: where the daemon is, and how to print what it says.
struct ConnectionOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("The daemon's socket. (default: $QUO_SOCK, or the user's)", valueName: "path"),
    transform: ExclusionMark.removed)
  var socket: String?

  @Option(
    help: ArgumentHelp(
      "How to print the answer; json prints an error of the daemon's too, and nothing if no daemon answers.",
      valueName: "format"))
  var format = OutputFormat.human

  /// Asks the daemon.
  ///
  /// - Parameters:
  ///   - request: what to ask.
  ///   - query: the query in it, for the place of an error.
  ///   - timeoutMilliseconds: how long the daemon may work on it.
  /// - Returns: the answer, and the JSON that it was.
  /// - Throws: `CommandError` where there is no answer, or one that is an error.
  func ask<Request: APIRequest>(
    _ request: Request, query: String? = nil, timeoutMilliseconds: Int = RequestLimits.defaultTimeoutMilliseconds
  ) throws(CommandError) -> (answer: Request.Answer, json: JSONValue) {
    let path: SocketPath
    do throws(SocketPathError) {
      path = try SocketPath.resolve(option: socket)
    } catch {
      throw CommandError(error.message)
    }
    let json: JSONValue
    do throws(SearchClientError) {
      var client = try SearchClient(connectingTo: path)
      json = try client.result(
        of: request, timeoutMilliseconds: timeoutMilliseconds + SearchClient.answerSlack)
    } catch {
      if format == .json, let answer = error.answer {
        try printLine(.object(["error": answer.json]))
      }
      throw CommandError(error, query: query, socketOption: socket)
    }
    do {
      return (try Request.Answer(json: json), json)
    } catch {
      throw CommandError("the daemon's answer is not understood: \(error.message)")
    }
  }

  /// Prints an answer to the standard output, made in full before.
  ///
  /// - Parameters:
  ///   - json: the answer as it came.
  ///   - human: makes its form for people.
  /// - Throws: `CommandError` where it cannot be written.
  func print(_ json: JSONValue, human: () -> String) throws(CommandError) {
    switch format {
    case .human:
      try StandardStream.output.print(human())
    case .json:
      try printLine(json)
    }
  }

  private func printLine(_ json: JSONValue) throws(CommandError) {
    var writer = JSONWriter()
    writer.value(json)
    try StandardStream.output.print(writer.bytes + [UInt8(ascii: "\n")])
  }
}
