import ArgumentParser
import SearchAPI

/// `quo refresh`
struct RefreshCommand: QuoCommand {
  static let configuration = CommandConfiguration(
    commandName: "refresh",
    abstract: "Look for changes in the folders that are followed, now.",
    discussion: """
      Changes are found without that, too; where a folder cannot be watched, it takes a while. Without PATH, all that is \
      followed is looked through.

      The exit status is 0 if it was done, 4 if it was done but some files were skipped, 2 after an error, and 3 if no \
      daemon answers.
      """)

  @Argument(
    help: ArgumentHelp("A file or folder.", valueName: "path"), completion: .file(), transform: ExclusionMark.removed)
  var paths: [String] = []

  @Flag(name: .shortAndLong, help: "Name the files that are skipped.")
  var verbose = false

  @OptionGroup var options: TaskOptionGroup

  func execute() throws(CommandError) -> ExitStatus {
    let progress = TaskProgress()
    var request = RefreshRequest(paths: paths.map(SourcePath.absolute))
    request.task = options.task(progress)
    return try ChangeTask(options: options, listsSkipped: verbose).run(request, progress: progress)
  }
}
