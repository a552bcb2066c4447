import ArgumentParser
import SearchAPI
import Terminal

/// `quo remove`
struct RemoveCommand: QuoCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove",
    abstract: "Remove documents from the index. Files stay as they are.",
    discussion: """
      A PATH is a file, or a folder with all that is in it. A folder that is followed is followed no more; what lies in \
      one is left out from now on, until `quo index` takes it in again.

      The exit status is 0 if something was removed, 1 if the index had nothing of it, 2 after an error, and 3 if no \
      daemon answers.
      """)

  @Argument(
    help: ArgumentHelp("A file or folder.", valueName: "path"), completion: .file(), transform: ExclusionMark.removed)
  var paths: [String] = []

  @Option(
    help: ArgumentHelp("The id of a document; again for each further one.", valueName: "id"),
    transform: ExclusionMark.removed)
  var id: [String] = []

  @OptionGroup var options: TaskOptionGroup

  mutating func validate() throws {
    guard !paths.isEmpty || !id.isEmpty else { throw ValidationError("Name what to remove, by PATH or --id.") }
  }

  func execute() throws(CommandError) -> ExitStatus {
    var daemon = try options.connect()
    let request = RemoveRequest(paths: paths.map(SourcePath.absolute), ids: id, index: options.index)
    let json = try daemon.result(ofTask: request)
    let answer: ChangeAnswer = try DaemonConnection.read(json)
    try options.format.print(json) { ChangeReport(answer).removed }
    return answer.removed == 0 ? .nothingFound : .found
  }
}
