import ArgumentParser
import Index
import Platform

/// Answers the queries of a benchmark, in process.
struct Game: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Answer benchmark queries from the standard input.",
    discussion: """
      Each line is MODE<TAB>QUERY with the mode COUNT, TOP_10, TOP_10_COUNT or PING; bare words are optional. The \
      answer is PAYLOAD<TAB>WALL_NANOSECONDS<TAB>CPU_NANOSECONDS.
      """)

  @Option(help: ArgumentHelp("The directory of the index.", valueName: "dir"), completion: .directory)
  var index: String

  func run() throws {
    let reader = try IndexReader(directory: index)
    let player = GamePlayer(session: try reader.makeSession())
    var lines = try InputLines()
    var output = OutputLine()
    while let line = try lines.next() {
      output.clear()
      let wall = SystemClock.monotonic()
      let cpu = SystemClock.threadCPU()
      player.answer(line, into: &output)
      let cpuTaken = SystemClock.threadCPU() - cpu
      let wallTaken = SystemClock.monotonic() - wall
      output.append(UInt8(ascii: "\t"))
      output.append(decimal: wallTaken)
      output.append(UInt8(ascii: "\t"))
      output.append(decimal: cpuTaken)
      try output.put()
    }
  }
}
