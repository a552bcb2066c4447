import Index
import Postings

/// Finds the best documents of one list: blocks that cannot hold any are passed over.
struct ListScan {
  let list: ScoredList
  let watch: Watch

  func collect(into collector: inout TopCollector) throws {
    if let score = try list.leastScore(ofBest: collector.capacity) { collector.raise(to: score) }
    let cursor = list.cursor
    let superblockSize = PostingsCursor.blocksPerSuperblock
    var block = 0
    while block < cursor.blockCount {
      try watch.tick(block % superblockSize == 0 ? superblockSize : 0)
      if block % superblockSize == 0, let impacts = try cursor.superblockImpacts(block / superblockSize),
        list.scorer.bound(of: impacts) < collector.minimum
      {
        block &+= superblockSize
        continue
      }
      if try list.bound(of: block) >= collector.minimum { try collect(block, into: &collector) }
      block &+= 1
    }
  }

  private func collect(_ block: Int, into collector: inout TopCollector) throws {
    let cursor = list.cursor
    try cursor.enter(block, watch)
    let documents = unsafe try cursor.documents()
    let scores = unsafe try list.scores()
    for index in 0..<cursor.count where unsafe scores[index] >= collector.minimum {
      unsafe try collector.collect(documents[index], score: scores[index])
    }
  }
}
