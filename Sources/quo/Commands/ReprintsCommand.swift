import ArgumentParser
import JSON
import SearchAPI
import Terminal

/// `quo reprints`
struct ReprintsCommand: QuoCommand {
  static let configuration = CommandConfiguration(
    commandName: "reprints",
    abstract: "Print the documents that are reprints of one.",
    discussion: """
      A reprint has the same words, or nearly: with another headline, a byline, words changed, the end cut off. They are \
      printed in the order in which the index took them in. FILE may be a name as `quo search` prints it, such as \
      news.jsonl#1019.

      The exit status is 0 if there are reprints, 1 if not, or if there is no such document, 2 after an error, and 3 if no \
      daemon answers.
      """)

  @OptionGroup var document: DocumentOptions

  @Option(
    name: [.customShort("n"), .customLong("limit")],
    help: ArgumentHelp(
      "How many documents to print at most. (default: \(RequestLimits.defaultReprintLimit))", valueName: "count"))
  private var limitOption: Int?

  @Option(help: AnswerFormat.help) var format = AnswerFormat.human
  @OptionGroup var display: DisplayOptions
  @OptionGroup var connection: ConnectionOptions

  mutating func validate() throws {
    try RequestLimits.reprintLimit.check(limit, option: "--limit")
  }

  private var limit: Int { limitOption ?? RequestLimits.defaultReprintLimit }

  func execute() throws(CommandError) -> ExitStatus {
    var daemon = try DaemonConnection(at: connection.socket, errorForm: format.errorForm)
    for selector in document.selectors {
      var request = ReprintsRequest(selector, index: document.index)
      request.limit = limit
      let json = try daemon.result(of: request)
      let answer: ReprintsAnswer = try DaemonConnection.read(json)
      guard let reprints = answer.reprints else { continue }
      try print(reprints, json)
      return reprints.total == 0 ? .nothingFound : .found
    }
    if format == .json {
      try StandardStream.output.print(JSONLine.of(.null))
    }
    throw document.missing
  }

  private func print(_ reprints: DocumentReprints, _ json: JSONValue) throws(CommandError) {
    guard format == .human else { return try StandardStream.output.print(JSONLine.of(json)) }
    for warning in reprints.warnings {
      try? StandardStream.error.put("quo: warning: \(TerminalText.literal(warning.message))\n")
    }
    if reprints.total == 0 { try? StandardStream.error.put("quo: the document has no reprints\n") }
    try Pager.print(ReprintsReport(reprints, style: display.style).text, isAllowed: !display.noPager)
  }
}
