import ArgumentParser
import JSON
import Platform
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

  @Argument(
    help: ArgumentHelp("The file that the document came from.", valueName: "file"), completion: .file(),
    transform: ExclusionMark.removed)
  var path: String?

  @Option(
    help: ArgumentHelp("The id that its source gave the document.", valueName: "id"), transform: ExclusionMark.removed)
  var id: String?

  @Option(help: ArgumentHelp("The document's number, `doc` in JSON.", valueName: "number"))
  var doc: UInt64?

  @Option(
    help: ArgumentHelp("The index to ask, where the daemon serves several.", valueName: "name"),
    transform: ExclusionMark.removed)
  var index: String?

  @Option(help: AnswerFormat.help) var format = AnswerFormat.human
  @OptionGroup var display: DisplayOptions
  @OptionGroup var connection: ConnectionOptions

  mutating func validate() throws {
    guard [path != nil, id != nil, doc != nil].count(where: \.self) == 1 else {
      throw ValidationError("Name the document by one of FILE, --id and --doc.")
    }
  }

  func execute() throws(CommandError) -> ExitStatus {
    var daemon = try DaemonConnection(at: connection.socket, errorForm: format.errorForm)
    for selector in selectors {
      guard let document = try DocumentPages(selector, index: index).fetch(from: &daemon) else { continue }
      try print(document)
      return .found
    }
    if format == .json {
      try StandardStream.output.print(JSONLine.of(.null))
    }
    throw CommandError("the index has no such document\(remedy)", status: .nothingFound)
  }

  /// What the arguments may mean, the likeliest first.
  private var selectors: [DocumentRequest.Selector] {
    if let doc { return [.ordinal(doc)] }
    if let id { return [.id(id)] }
    guard let path else { return [] }
    let bytes = Array(path.utf8)
    let absolute = FileSystem.absolutePath(of: bytes)
    var paths = [absolute]
    if let resolved = FileSystem.resolvedPath(of: bytes), resolved != absolute { paths.append(resolved) }
    // `quo search` prints the id of a record behind its file.
    let record = path.split(separator: "#", maxSplits: 1).dropFirst().first.map {
      DocumentRequest.Selector.id(String($0))
    }
    return paths.map { .path(DocumentPath(bytes: $0)) } + [record].compactMap { $0 }
  }

  private var remedy: String {
    guard let path else { return "" }
    return ": \(path); `quo search -l` prints the files that it has"
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
