import ArgumentParser
import SearchAPI
import Terminal

/// `quo roots`
struct RootsCommand: QuoCommand {
  static let configuration = CommandConfiguration(
    commandName: "roots",
    abstract: "Print the folders and files that the index follows.",
    discussion: """
      Each stands with its state: watched, polled (looked through now and then), scanning, or missing. What a missing \
      folder held stays in the index until it is removed.

      \(ExitStatus.taskHelp)
      """)

  @OptionGroup var options: TaskOptionGroup

  func execute() throws(CommandError) -> ExitStatus {
    var daemon = try options.connect()
    let json = try daemon.result(of: RootsRequest(index: options.index))
    let answer: RootsAnswer = try DaemonConnection.read(json)
    if answer.roots.isEmpty, options.format == .human {
      try? StandardStream.error.put("no folder is followed; `quo index FOLDER` takes one in and follows it\n")
    }
    try options.format.print(json) {
      RootsReport(answer.roots, style: Style(color: .auto, hyperlink: .auto)).lines.map { $0 + "\n" }.joined()
    }
    return .found
  }
}
