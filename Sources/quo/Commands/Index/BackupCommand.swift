import ArgumentParser
import SearchAPI
import Terminal

/// `quo backup`
struct BackupCommand: QuoCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup",
    abstract: "Copy the index as it is now into another directory.",
    discussion: """
      The copy is an index that `quod serve --index DIR` serves. DIR must be empty, or not be there. Queries and changes \
      go on meanwhile.

      \(ExitStatus.taskHelp)
      """)

  @Argument(
    help: ArgumentHelp("Where to.", valueName: "dir"), completion: .directory, transform: ExclusionMark.removed)
  var directory: String

  @OptionGroup var options: TaskOptionGroup

  func execute() throws(CommandError) -> ExitStatus {
    let progress = TaskProgress()
    var daemon = try options.connect()
    var request = BackupRequest(path: SourcePath.absolute(directory))
    request.task = options.task(progress)
    defer { progress.clear() }
    let json = try daemon.result(ofTask: request, onProgress: progress.show)
    let answer: BackupAnswer = try DaemonConnection.read(json)
    progress.clear()
    try options.format.print(json) {
      "Copied \(Quantity.bytes(answer.bytes))   \(Quantity.wait(answer.tookMilliseconds / 1_000))\n"
    }
    return .found
  }
}
