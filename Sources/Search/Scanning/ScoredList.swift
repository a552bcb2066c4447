import Index
import Postings

/// A posting list with the score that a document gets for being in it: of a term, or of a pair of common terms.
@safe final class ScoredList {
  let cursor: PostingsCursor
  let scorer: LeafScorer

  /// The scores of the current block, once `scores` has been called for it: 128 numbers, all initialised.
  private let scoreBuffer: UnsafeMutablePointer<Float>
  private var scoredBlock = -1

  /// What `bound` has found.
  private var knownBound: Float?

  /// The block that bounds were last asked for.
  private var boundBlock = 0

  /// A list that has not been looked at yet; `scores` has room for 128 numbers, all initialised, for as long as this is used.
  init(_ cursor: PostingsCursor, scorer: LeafScorer, scores: UnsafeMutablePointer<Float>) {
    self.cursor = cursor
    self.scorer = scorer
    unsafe scoreBuffer = unsafe scores
  }

  /// No document of the list has a greater score. Found when it is first asked for: not every query has to know.
  var bound: Float {
    get throws {
      if let knownBound { return knownBound }
      let bound = try greatestBound()
      knownBound = bound
      return bound
    }
  }

  private func greatestBound() throws -> Float {
    guard try cursor.impacts(of: 0) != nil else {
      // Too short for bounds: its only block tells.
      if cursor.block < 0 { try cursor.open(0) }
      let scores = unsafe try scores()
      var bound: Float = 0
      for index in 0..<cursor.count { unsafe bound = max(bound, scores[index]) }
      return bound
    }
    let superblocks = cursor.superblockCount
    var saturation: Float = 0
    for number in 0..<superblocks {
      guard let impacts = try cursor.superblockImpacts(number) else { continue }
      saturation = max(saturation, scorer.saturation(of: impacts))
    }
    let rest = try bound(of: superblocks * PostingsCursor.blocksPerSuperblock..<cursor.blockCount)
    return max(scorer.score(saturation: saturation), rest)
  }

  /// A score that at least `count` documents reach; nil if the list's bounds tell of fewer.
  func leastScore(ofBest count: Int) throws -> Float? {
    guard count > 0, count <= 64, try cursor.impacts(of: 0) != nil else { return nil }
    let usesSuperblocks = cursor.superblockCount >= 2 * count
    let entryCount = usesSuperblocks ? cursor.superblockCount : cursor.blockCount
    guard entryCount >= count else { return nil }
    // Each entry tells of a document of its own. In descending order.
    var best = [Float](repeating: -1, count: count)
    for number in 0..<entryCount {
      guard let impacts = try usesSuperblocks ? cursor.superblockImpacts(number) : cursor.impacts(of: number)
      else { continue }
      let score = scorer.leadingScore(of: impacts)
      var place = count - 1
      guard score > best[place] else { continue }
      while place > 0, best[place - 1] < score {
        best[place] = best[place - 1]
        place -= 1
      }
      best[place] = score
    }
    return best[count - 1] < 0 ? nil : best[count - 1]
  }

  /// A score that no document of a block exceeds.
  @inline(__always)
  func bound(of block: Int) throws -> Float {
    guard let impacts = try cursor.impacts(of: block) else { return try bound }
    return scorer.bound(of: impacts)
  }

  /// The blocks that may hold documents of a range. Ranges ascend from call to call.
  func blocks(in range: Range<DocID>) -> Range<Int> {
    boundBlock = cursor.block(reaching: range.lowerBound, from: boundBlock)
    var end = boundBlock
    while end < cursor.blockCount {
      end &+= 1
      if cursor.lastDocument(of: end &- 1) >= range.upperBound &- 1 { break }
    }
    return boundBlock..<end
  }

  /// The same, but where the range has many blocks, what bounds the whole list is good enough.
  func looseBound(in range: Range<DocID>) throws -> Float {
    let blocks = blocks(in: range)
    return try blocks.count > 8 ? bound : bound(of: blocks)
  }

  /// A score that no document of a range exceeds. Ranges ascend from call to call.
  func bound(in range: Range<DocID>) throws -> Float {
    try bound(of: blocks(in: range))
  }

  /// A score that no document of some blocks exceeds.
  private func bound(of blocks: Range<Int>) throws -> Float {
    var saturation: Float = 0
    for block in blocks {
      guard let impacts = try cursor.impacts(of: block) else { return try bound }
      saturation = max(saturation, scorer.saturation(of: impacts))
    }
    return scorer.score(saturation: saturation)
  }

  /// The scores of the documents of the cursor's block.
  func scores() throws -> UnsafePointer<Float> {
    if scoredBlock != cursor.block {
      unsafe try scorer.score(
        cursor.documents(), cursor.frequencies(), count: cursor.count, into: scoreBuffer)
      scoredBlock = cursor.block
    }
    return unsafe UnsafePointer(scoreBuffer)
  }
}
