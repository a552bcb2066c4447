/// Chooses the segments that are worth merging: neighbours, so that ordinals ascend from segment to segment.
///
/// While documents come in, as many segments of about one size as `factor` are merged into one of the next size, which rewrites a
/// document about log(n) / log(`factor`) times in all (the logarithmic method: Bentley and Saxe, 1980). At rest there are at most
/// `segmentLimit` segments, and in none is more than a part of the documents deleted.
public struct MergePolicy: Sendable {
  /// How many segments of one size make one of the next.
  public var factor = 4
  /// The most segments at rest.
  public var segmentLimit = 8
  /// Tokens up to which all segments count as of one size.
  public var leastSize = 4096
  /// The greatest part of the documents of a segment that may be deleted at rest.
  public var greatestDeletedShare = 0.1
  /// The same while documents come in.
  public var greatestDeletedShareAtWork = 0.5

  /// How many segments may come in beside a merge before some of them are merged at once.
  public var countBesideMerge = 16
  /// From how many on that may take any time: whoever brings so much meanwhile has to wait.
  public var greatestCountBesideMerge = 64
  /// Tokens that are merged at once otherwise, in some hundredths of a second.
  public var greatestSizeAtOnce = 1 << 17

  /// The defaults.
  public init() {}

  /// What to merge next.
  ///
  /// - Parameters:
  ///   - segments: the segments of the index, in their order.
  ///   - isAtRest: whether nothing is changed for the moment.
  /// - Returns: neighbouring segments, or a single one to be rid of its deleted documents; nil if there is nothing to do.
  public func merge(of segments: [SegmentSummary], isAtRest: Bool) -> Range<Int>? {
    let sizes = segments.map(size)
    if let range = sameSized(sizes) { return range }
    let share = isAtRest ? greatestDeletedShare : greatestDeletedShareAtWork
    if let number = segments.firstIndex(where: { Double($0.deletedCount) > share * Double($0.documentCount) }) {
      return number..<number + 1
    }
    guard isAtRest, segments.count > max(1, segmentLimit) else { return nil }
    return cheapest(sizes)
  }

  /// What to merge at once, while changes wait, of the segments that came in beside a merge.
  ///
  /// - Parameter segments: these segments, in their order.
  /// - Returns: neighbours, the last ones; nil if there are few, or none are worth it.
  public func mergeAtOnce(of segments: [SegmentSummary]) -> Range<Int>? {
    guard segments.count > countBesideMerge else { return nil }
    let sizes = segments.map(size)
    var (start, sum) = (sizes.count, 0.0)
    while start > 0, sum + sizes[start - 1] <= Double(greatestSizeAtOnce) {
      start -= 1
      sum += sizes[start]
    }
    if let range = sameSized(Array(sizes[start...])) { return range.lowerBound + start..<sizes.count }
    return segments.count > greatestCountBesideMerge ? sameSized(sizes) : nil
  }

  /// Tokens of a segment that are not deleted, as far as they are known.
  private func size(_ segment: SegmentSummary) -> Double {
    let share = Double(segment.liveCount) / Double(max(1, segment.documentCount))
    return max(Double(leastSize), Double(segment.totalLength) * share)
  }

  /// The last segments that are no greater than of one size, if they are `factor` at least and the greatest of them is no
  /// more than all others together, so that what is rewritten becomes at least twice as large.
  private func sameSized(_ sizes: [Double]) -> Range<Int>? {
    var end = sizes.count
    while end > 0 {
      let level = level(sizes[end - 1])
      var start = end
      while start > 0, self.level(sizes[start - 1]) <= level { start -= 1 }
      let run = sizes[start...]
      if run.count >= factor, 2 * (run.max() ?? 0) <= run.reduce(0, +) { return start..<sizes.count }
      end = start
    }
    return nil
  }

  private func level(_ size: Double) -> Int {
    var level = 0
    var limit = Double(leastSize)
    while size > limit {
      limit *= Double(factor)
      level += 1
    }
    return level
  }

  /// Neighbours that cost least for each segment that there are less of.
  private func cheapest(_ sizes: [Double]) -> Range<Int>? {
    var best: (cost: Double, range: Range<Int>)?
    for start in sizes.indices {
      var size = sizes[start]
      for end in (start + 1)..<max(start + 1, sizes.count) {
        size += sizes[end]
        let cost = size / Double(end - start)
        if best.map({ cost < $0.cost }) ?? true { best = (cost, start..<end + 1) }
      }
    }
    return best?.range
  }
}
