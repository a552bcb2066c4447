import ArgumentParser
import SearchAPI
import Terminal

/// `quo check`
struct CheckCommand: QuoCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Verify every checksum and every invariant of the index.",
    discussion: """
      The index may be in use. The exit status is 0 if it is sound, 1 if it is damaged, 2 after an error, and 3 if no \
      daemon answers.
      """)

  @OptionGroup var options: TaskOptionGroup

  func execute() throws(CommandError) -> ExitStatus {
    var daemon = try options.connect()
    let json = try daemon.result(ofTask: CheckRequest(index: options.index))
    let answer: CheckAnswer = try DaemonConnection.read(json)
    try options.format.print(json) { Self.text(of: answer) }
    return answer.isSound ? .found : .nothingFound
  }

  private static func text(of answer: CheckAnswer) -> String {
    var lines = answer.findings.map(TerminalText.line)
    if answer.unlisted > 0 {
      lines.append("and \(Quantity.grouped(answer.unlisted)) more findings that are not listed")
    }
    let documents = Quantity.count(answer.documents, "document", "documents")
    lines.append(
      "\(answer.isSound ? "sound" : "damaged"); looked at \(documents), \(Quantity.bytes(answer.bytes))   "
        + Quantity.wait(answer.tookMilliseconds / 1_000))
    return lines.map { $0 + "\n" }.joined()
  }
}
