import SearchAPI
import Terminal

/// Has the daemon read files, and tells what came of it.
struct ChangeTask {
  let options: TaskOptionGroup
  /// Whether all files that were skipped are named.
  let listsSkipped: Bool

  /// Asks and prints.
  ///
  /// - Parameters:
  ///   - request: `index/update` or `index/refresh`.
  ///   - progress: shows how far it is.
  /// - Returns: how the client ends.
  /// - Throws: `CommandError` where it is not done, or the user has interrupted it.
  func run<Request: APIRequest>(
    _ request: Request, progress: TaskProgress
  ) throws(CommandError) -> ExitStatus where Request.Answer == ChangeAnswer {
    var daemon = try options.connect()
    let json = try Self.interruptible { () throws(CommandError) in
      defer { progress.clear() }
      return try daemon.result(ofTask: request, onProgress: progress.show)
    }
    let answer: ChangeAnswer = try DaemonConnection.read(json)
    let report = ChangeReport(answer)
    // What cannot be told beside the result is no reason to fail.
    if options.format == .human { try? StandardStream.error.put(report.notes(listsSkipped: listsSkipped)) }
    try options.format.print(json) { report.indexed }
    return answer.skipped.count > 0 ? .skipped : .found
  }

  /// Calls `body`, and says what becomes of what was done if the user interrupts it.
  private static func interruptible<Result>(_ body: () throws(CommandError) -> Result) throws(CommandError) -> Result {
    do throws(CommandError) {
      return try body()
    } catch {
      guard error.isInterrupted, error.answer != nil else { throw error }
      var notice = CommandError(
        "interrupted; what was indexed until now stays", remedy: ["The same command goes on from there."])
      notice.isInterrupted = true
      notice.output = error.output
      throw notice
    }
  }
}
