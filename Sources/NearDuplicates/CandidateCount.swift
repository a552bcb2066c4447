/// A document that was found, and by how many keys.
struct CandidateCount {
  let document: UInt32
  let count: Int

  /// Each document that was found once, those found most often first, and otherwise ascending.
  static func byFrequency(_ found: inout [UInt32]) -> [UInt32] {
    found.sort()
    var counts: [CandidateCount] = []
    var start = 0
    while start < found.count {
      var end = start + 1
      while end < found.count, found[end] == found[start] { end += 1 }
      counts.append(CandidateCount(document: found[start], count: end - start))
      start = end
    }
    counts.sort { $0.count != $1.count ? $0.count > $1.count : $0.document < $1.document }
    return counts.map(\.document)
  }
}
