import SearchAPI
import Terminal

/// A line for each match, as editors read them: `path:line:column:text`, line and column counted from 1, columns in bytes.
///
/// The text is that around the match, with control characters escaped. Matches whose place is not known point at the
/// beginning of their file, and documents without a file are left out.
struct VimgrepReport {
  /// What is printed.
  let bytes: [UInt8]
  /// How many documents came from no file.
  let omittedCount: Int

  init(_ hits: [SearchHit], isNullTerminated: Bool) {
    var bytes: [UInt8] = []
    var omittedCount = 0
    let paths = PathShortener()
    for hit in hits {
      guard let file = HitSource(hit, paths: paths).shortFile else {
        omittedCount += 1
        continue
      }
      let path = PathLine.path(file, isTerminated: isNullTerminated) + [isNullTerminated ? 0 : UInt8(ascii: ":")]
      for match in hit.matches {
        let position = LinePosition(match.place?.start, in: hit)?.description ?? "1:1"
        bytes += path
        bytes += "\(position):\(CellText(match).plain)\n".utf8
      }
    }
    self.bytes = bytes
    self.omittedCount = omittedCount
  }
}
