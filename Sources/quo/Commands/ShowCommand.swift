import ArgumentParser
import JSON
import SearchAPI
import Terminal

/// `quo show`
struct ShowCommand: QuoCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Print the text of a document.",
    discussion: """
      The text is what was indexed: UTF-8, without markup, and without what was taken for the title, which stands above it \
      on a terminal. FILE may be a name as `quo search` prints it, such as news.jsonl#1019.

      The exit status is 0 if there is such a document, 1 if not, 2 after an error, and 3 if no daemon answers.
      """)

  @OptionGroup var document: DocumentOptions
  @Option(help: AnswerFormat.help) var format = AnswerFormat.human
  @OptionGroup var display: DisplayOptions
  @OptionGroup var connection: ConnectionOptions

  func execute() throws(CommandError) -> ExitStatus {
    var daemon = try DaemonConnection(at: connection.socket, errorForm: format.errorForm)
    for selector in document.selectors {
      guard let document = try DocumentPages(selector, index: self.document.index).fetch(from: &daemon) else {
        continue
      }
      try print(document)
      return .found
    }
    if format == .json {
      try StandardStream.output.print(JSONLine.of(.null))
    }
    throw document.missing
  }

  private func print(_ document: StoredDocument) throws(CommandError) {
    if format == .json {
      var writer = JSONWriter()
      DocumentAnswer(document).write(to: &writer)
      try StandardStream.output.print(writer.bytes + [UInt8(ascii: "\n")])
      return
    }
    guard document.text != nil else {
      throw CommandError("the index keeps no text of this document")
    }
    guard StandardStream.output.isTerminal else {
      try StandardStream.output.print(document.text ?? "")
      return
    }
    try Pager.print(DocumentReport(document, style: display.style).text, isAllowed: !display.noPager)
  }
}
