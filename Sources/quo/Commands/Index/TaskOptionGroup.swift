import ArgumentParser
import SearchAPI

/// What commands take that change an index, or look after it.
struct TaskOptionGroup: ParsableArguments {
  @Option(
    help: ArgumentHelp("The index that is meant, where the daemon serves several.", valueName: "name"),
    transform: ExclusionMark.removed)
  var index: String?

  @Option(help: AnswerFormat.help) var format = AnswerFormat.human

  @Option(help: SocketOption.help, completion: .file(), transform: ExclusionMark.removed)
  var socket: String?

  /// The same for a request, with progress where somebody sees it.
  ///
  /// - Parameter progress: what shows it.
  /// - Returns: the options of the request.
  func task(_ progress: TaskProgress? = nil) -> TaskOptions {
    var task = TaskOptions(index: index)
    if progress?.isShown == true { task.token = TaskProgress.token }
    return task
  }

  /// Connects to the daemon.
  func connect() throws(CommandError) -> DaemonConnection {
    try DaemonConnection(at: socket, errorForm: format.errorForm)
  }
}
