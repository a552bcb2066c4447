import ArgumentParser
import Index
import Terminal

/// Says what an index holds, and what takes how much space in it.
struct StatsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stats",
    abstract: "Print what an index holds, and its bytes by stream.")

  @OptionGroup var index: IndexOption

  func run() throws {
    let statistics = try IndexStatistics(directory: index.directory)
    var table = Table()
    table.add("documents", Quantity.grouped(statistics.documentCount))
    table.add("segments", Quantity.grouped(statistics.segments.count))
    table.add("terms", Quantity.grouped(statistics.termCount))
    table.add("postings", Quantity.grouped(statistics.postingCount))
    table.add("positions", Quantity.grouped(statistics.positionCount))
    let phrases = statistics.phrases
    table.add("common terms", Quantity.grouped(phrases.commonTermCount))
    table.add("phrases of these", Quantity.grouped(phrases.count))
    table.add("postings of phrases", Quantity.grouped(phrases.postingCount))
    table.add("bytes of phrases", Quantity.grouped(phrases.byteCount), perPosition(phrases.byteCount, statistics))
    table.add("epoch", Quantity.grouped(statistics.epoch))
    table.add("analyzer", String(statistics.analyzerFingerprint, radix: 16))
    for stream in Self.streams(statistics) {
      table.add("stream \(stream.name)", Quantity.grouped(stream.bytes), perPosition(stream.bytes, statistics))
    }
    table.add("file, pages in use", Quantity.grouped(statistics.usedByteCount))
    table.add("file, free pages", Quantity.grouped(statistics.freeByteCount))
    table.add("index without stored text", Quantity.grouped(statistics.indexByteCount))
    if let text = statistics.textByteCount { table.add("title and text", Quantity.grouped(text)) }
    // The pages that any index has say nothing about a small one.
    if let ratio = statistics.sizeRatio, statistics.textByteCount ?? 0 >= 1 << 20 {
      table.add("index over text", Self.decimal(ratio))
    }
    for line in table.lines { try Output.result(line) }
  }

  /// Bytes by stream, over all segments, in the order of the streams' numbers.
  private static func streams(_ statistics: IndexStatistics) -> [(name: String, bytes: Int)] {
    let streams = statistics.segments.flatMap(\.streams)
    return StreamID.allCases.compactMap { id in
      let bytes = streams.filter { $0.id == id }.reduce(0) { $0 + $1.byteCount }
      return bytes > 0 ? (id.name, bytes) : nil
    }
  }

  private func perPosition(_ bytes: Int, _ statistics: IndexStatistics) -> String {
    guard statistics.positionCount > 0 else { return "" }
    return Self.decimal(Double(bytes) / Double(statistics.positionCount)) + " bytes a position"
  }

  private static func decimal(_ value: Double) -> String {
    let thousandths = Int((value * 1000).rounded())
    let fraction = String(1000 + thousandths % 1000).dropFirst()
    return "\(thousandths / 1000).\(fraction)"
  }
}
