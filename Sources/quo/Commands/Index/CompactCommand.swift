import ArgumentParser
import SearchAPI
import Terminal

/// `quo compact`
struct CompactCommand: QuoCommand {
  static let configuration = CommandConfiguration(
    commandName: "compact",
    abstract: "Merge all segments of the index into one, and give free space back.",
    discussion: """
      No answer changes, and queries go on meanwhile. The daemon keeps an index in shape by itself; this brings it into \
      the best one at once.

      \(ExitStatus.taskHelp)
      """)

  @Flag(
    help: "Number the documents so that those with the same words stand together: queries are answered faster.")
  var reorder = false

  @OptionGroup var options: TaskOptionGroup

  func execute() throws(CommandError) -> ExitStatus {
    let progress = TaskProgress()
    var daemon = try options.connect()
    var request = CompactRequest()
    request.reorders = reorder
    request.task = options.task(progress)
    defer { progress.clear() }
    let json = try daemon.result(ofTask: request, onProgress: progress.show)
    let answer: CompactAnswer = try DaemonConnection.read(json)
    progress.clear()
    try options.format.print(json) {
      let (before, after) = (Quantity.bytes(answer.bytesBefore), Quantity.bytes(answer.bytesAfter))
      return "Compacted \(Quantity.count(answer.segments, "segment", "segments"))   \(before) before, \(after) now   "
        + "\(Quantity.wait(answer.tookMilliseconds / 1_000))\n"
    }
    return .found
  }
}
