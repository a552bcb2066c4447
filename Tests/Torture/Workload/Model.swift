import Index

/// What an index is to hold after some batches of a workload.
struct Model {
  let workload: Workload
  private(set) var batchCount = 0
  /// The seed of each document's text, by the number of its id.
  private(set) var texts: [Int: UInt64] = [:]

  init(_ workload: Workload) {
    self.workload = workload
  }

  /// Goes on to the state after `count` batches, which must not be fewer than before.
  mutating func advance(to count: Int) {
    precondition(count >= batchCount)
    while batchCount < count {
      batchCount += 1
      for operation in workload.operations(ofBatch: batchCount) {
        switch operation {
        case .put(let id, let text): texts[id] = text
        case .remove(let id): texts[id] = nil
        }
      }
    }
  }

  /// The documents, by their ids.
  var documents: [[UInt8]: IndexDocument] {
    var documents: [[UInt8]: IndexDocument] = [:]
    for (id, text) in texts { documents[Workload.documentID(id)] = workload.document(id: id, text: text) }
    if batchCount > 0 { documents[Workload.clockID] = workload.clock(batchCount) }
    return documents
  }
}
