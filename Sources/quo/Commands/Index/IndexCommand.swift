import ArgumentParser
import SearchAPI
import Terminal

/// `quo index`
struct IndexCommand: QuoCommand {
  static let configuration = CommandConfiguration(
    commandName: "index",
    abstract: "Take files and folders into the index, or again where they have changed.",
    discussion: """
      A PATH is a file (text, Markdown, HTML, e-mail, JSON lines, all of them also compressed) or a folder with all that \
      .gitignore, .ignore and .quoignore files do not exclude. What has not changed is not read again. Folders are \
      followed: what changes in them later is found without being asked for. When the command ends, everything is \
      durable and can be searched.

      Ctrl-C interrupts it. What was indexed until then stays, and the same command goes on from there.

      The exit status is 0 if it was done, 4 if it was done but some files were skipped, 2 after an error, and 3 if no \
      daemon answers.
      """)

  @Argument(
    help: ArgumentHelp("A file or folder.", valueName: "path"), completion: .file(), transform: ExclusionMark.removed)
  var paths: [String]

  @Flag(help: "Do not follow the folders.")
  var noWatch = false

  @Flag(help: "Index files without text, such as pictures, by their names.")
  var names = false

  @Flag(help: "Read all files again, also those that seem unchanged.")
  var reread = false

  @Flag(name: .shortAndLong, help: "Name all files that are skipped.")
  var verbose = false

  @OptionGroup var options: TaskOptionGroup

  func execute() throws(CommandError) -> ExitStatus {
    let progress = TaskProgress()
    var request = UpdateRequest(paths: paths.map(SourcePath.absolute))
    guard !request.paths.contains(where: { $0.bytes == [UInt8(ascii: "/")] }) else {
      throw CommandError("/ is the whole file system; name the folders in it that are to be found")
    }
    request.isWatched = !noWatch
    request.includesNames = names
    request.rereads = reread
    if verbose { request.skippedLimit = RequestLimits.skipped.upperBound }
    request.task = options.task(progress)
    return try ChangeTask(options: options, listsSkipped: verbose).run(request, progress: progress)
  }
}
