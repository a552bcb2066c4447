import SearchAPI

/// The files that match, in the order of their best documents: alone, or with the number of their matches.
struct FileReport {
  /// What is printed.
  let bytes: [UInt8]
  /// How many documents came from no file.
  let omittedCount: Int

  /// Makes a list.
  ///
  /// - Parameters:
  ///   - hits: the documents.
  ///   - showsCounts: whether the number of matches stands behind each.
  ///   - isNullTerminated: whether a NUL ends each path, which no path can hold, instead of a line feed or a colon.
  init(_ hits: [SearchHit], showsCounts: Bool, isNullTerminated: Bool) {
    var counts: [[UInt8]: Int] = [:]
    var files: [[UInt8]] = []
    var omittedCount = 0
    let paths = PathShortener()
    for hit in hits {
      guard let file = HitSource(hit, paths: paths).shortFile else {
        omittedCount += 1
        continue
      }
      if counts[file] == nil { files.append(file) }
      // The numbers are the daemon's: their sum need not be one.
      counts[file] = (counts[file] ?? 0).addingReportingOverflow(hit.matchCount ?? hit.matches.count).partialValue
    }
    var bytes: [UInt8] = []
    for file in files {
      bytes += PathLine.path(file, isTerminated: isNullTerminated)
      switch (showsCounts, isNullTerminated) {
      case (false, let isNull): bytes.append(isNull ? 0 : UInt8(ascii: "\n"))
      case (true, let isNull):
        bytes.append(isNull ? 0 : UInt8(ascii: ":"))
        bytes += "\(counts[file] ?? 0)\n".utf8
      }
    }
    self.bytes = bytes
    self.omittedCount = omittedCount
  }
}
