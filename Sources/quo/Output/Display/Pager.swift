import Platform
import Terminal

/// The program that shows what is longer than the screen.
enum Pager {
  /// The user's command line for it; nil to use less.
  private static var command: [UInt8]? {
    CurrentProcess.variable("QUO_PAGER") ?? CurrentProcess.variable("PAGER")
  }

  /// Whether it takes the escape sequences of links for what they are.
  static var passesHyperlinks: Bool {
    guard let command else { return true }
    let program = command.prefix { $0 != UInt8(ascii: " ") }
    return program.split(separator: UInt8(ascii: "/")).last.map { $0.elementsEqual("less".utf8) } ?? true
  }

  /// Prints a text to the standard output: through the pager where that is a terminal on which not all of it is seen.
  ///
  /// - Parameters:
  ///   - text: lines, each with its line feed.
  ///   - isAllowed: whether a pager may be used.
  /// - Throws: `CommandError` where it cannot be written.
  static func print(_ text: String, isAllowed: Bool) throws(CommandError) {
    let bytes = Array(text.utf8)
    guard isAllowed, let size = StandardStream.output.terminalSize, command != Array("cat".utf8),
      bytes.count(where: { $0 == UInt8(ascii: "\n") }) >= size.rows, show(bytes)
    else {
      try StandardStream.output.print(bytes)
      return
    }
  }

  /// Has the pager show it; false where there is no such program, so that nothing was shown.
  private static func show(_ bytes: [UInt8]) -> Bool {
    // Without these less would show colors as characters, and stay after a text that fits.
    CurrentProcess.setVariable("LESS", ifUnset: "FRX")
    // The least that another less of some systems needs for the same.
    CurrentProcess.setVariable("LV", ifUnset: "-c")
    guard let pipe = try? Pipe.open() else { return false }
    let streams =
      (ChildProcess.Stream.descriptor(pipe.reading.number), .inherited, .inherited)
      as (ChildProcess.Stream, ChildProcess.Stream, ChildProcess.Stream)
    let child: ChildProcess
    do throws(SystemError) {
      child =
        if let command {
          try ChildProcess(starting: Array("sh".utf8), [Array("-c".utf8), command], streams: streams)
        } else {
          try ChildProcess(starting: Array("less".utf8), [Array("-FRX".utf8)], streams: streams)
        }
    } catch {
      return false
    }
    // Ctrl-C is the pager's: it may only interrupt a search of its own.
    CurrentProcess.ignoreInterrupts()
    // A reader that goes away wanted no more.
    try? pipe.finish(with: bytes)
    let end = try? child.wait()
    // What a shell ends with where the program cannot be run.
    return end != .exited(126) && end != .exited(127)
  }
}
