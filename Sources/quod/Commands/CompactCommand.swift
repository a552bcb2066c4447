import ArgumentParser
import Index
import Terminal

/// Merges the segments of an index and gives free space back.
struct CompactCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compact",
    abstract: "Merge all segments of an index into one, and give free space back.",
    discussion: """
      An index of one segment is answered from faster than one of several. No answer changes. The index may be in use: the \
      new segment takes the place of the old ones all at once, and so does the new file, for which there must be room beside \
      the old one.
      """)

  @OptionGroup var index: IndexOption

  @Flag(
    help:
      "Number the documents so that those with the same words stand together, even if there is one segment already: queries are answered faster."
  )
  var reorder = false

  @OptionGroup var memory: MemoryOption

  func run() throws {
    let clock = Stopwatch()
    var options = IndexBuilder.Options()
    options.memoryBudget = memory.byteCount
    options.reordersDocuments = reorder
    let (segmentCount, bytes) = try SegmentMerger(directory: index.directory, options: options).compact()
    let elapsed = clock.elapsed
    let segments = Quantity.count(segmentCount, "segment", "segments")
    let sizes = bytes.map { "; \(Self.size($0.before)) → \(Self.size($0.after))" } ?? ""
    guard segmentCount > (reorder ? 0 : 1) else { return try Output.result("\(segments); nothing to merge\(sizes)") }
    let done =
      segmentCount > 1 ? "merged \(segments)\(reorder ? " and reordered their documents" : "")" : "reordered 1 segment"
    try Output.result(
      "\(done) in \(Quantity.elapsed(elapsed.wall)) (\(Quantity.elapsed(elapsed.cpu)) of CPU)\(sizes)")
  }

  private static func size(_ byteCount: Int) -> String { Quantity.bytes(UInt64(byteCount)) }
}
