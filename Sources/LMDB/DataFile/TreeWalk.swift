/// Goes through a tree of a data file from its first key to its last, and finds it sound: LMDB believes every number in the
/// pages of its trees, and a wrong one takes the process down or leads to foreign bytes.
///
/// Branches, leaves and the headers of overflow pages are read; what lies in the values is for others to tell.
struct TreeWalk {
  /// What the keys of a tree are.
  enum Keys {
    /// Up to 511 bytes, in bytewise order.
    case names
    /// Numbers of transactions up to that of the meta page.
    case transactions(upTo: UInt64)
  }

  /// A page that is still to be read, and the key that none below it may come before.
  private struct Step {
    let page: UInt64
    let level: Int
    let bound: ArraySlice<UInt8>?
  }

  private static let longestKey = 511
  /// LMDB has no room for the path to a deeper leaf.
  private static let greatestDepth = 32
  private static let overflowFlags: UInt16 = 4

  private let tree: TreeRecord
  private let keys: Keys
  private let pageSize: Int
  /// Complete pages in the file.
  private let pageCount: UInt64
  private var counts = TreeCounts()
  private var lastKey: ArraySlice<UInt8>?

  init(_ tree: TreeRecord, keys: Keys, pageSize: Int, pageCount: UInt64) {
    self.tree = tree
    self.keys = keys
    self.pageSize = pageSize
    self.pageCount = pageCount
  }

  /// Goes through the tree.
  ///
  /// - Parameters:
  ///   - file: where it lies.
  ///   - pages: the pages that have a use; those of the tree are added.
  ///   - body: gets each value in the order of the keys.
  /// - Throws: `.damaged`, what the system says against reading, and what `body` throws.
  consuming func run(
    in file: borrowing DataFile, taking pages: inout PageSet,
    _ body: (TreePage.Value, inout PageSet) throws(LMDBError) -> Void
  ) throws(LMDBError) {
    var pending: [Step] = []
    if let root = tree.root { try push(Step(page: root, level: 1, bound: nil), in: file, &pending, taking: &pages) }
    while let step = pending.popLast() {
      let page = try TreePage(step.page, of: file, pageSize: pageSize)
      if let bound = step.bound, let lastKey, !precedes(lastKey, bound) { throw disorder(in: page, file) }
      if page.isLeaf {
        try read(leaf: page, step, in: file, taking: &pages, body)
      } else {
        try read(branch: page, step, in: file, &pending, taking: &pages)
      }
    }
    guard counts == tree.counts else { throw file.damage("a tree is not as large as its meta page says") }
  }

  private func push(
    _ step: Step, in file: borrowing DataFile, _ pending: inout [Step], taking pages: inout PageSet
  ) throws(LMDBError) {
    guard step.page < pageCount else { throw file.damage("it is cut short: page \(step.page) is missing") }
    guard pages.insert(step.page) else { throw file.damage("page \(step.page) has two uses") }
    pending.append(step)
  }

  private mutating func read(
    branch page: TreePage, _ step: Step, in file: borrowing DataFile, _ pending: inout [Step],
    taking pages: inout PageSet
  ) throws(LMDBError) {
    counts.branchPages += 1
    let least = if case .names = keys { 2 } else { 1 }
    guard page.count >= least, step.level < min(tree.counts.depth, Self.greatestDepth) else {
      throw file.damage("page \(page.number) is a branch that does not belong there")
    }
    var previous = step.bound
    for index in 0..<page.count {
      // The first key of a branch means nothing: whatever comes before the second lies there.
      if index > 0 {
        let key = page.key(index)
        guard isPlausible(key), previous.map({ precedes($0, key) }) ?? true else { throw disorder(in: page, file) }
        previous = key
      }
    }
    // The last is taken first.
    for index in (0..<page.count).reversed() {
      let bound = index > 0 ? page.key(index) : step.bound
      try push(Step(page: page.child(index), level: step.level + 1, bound: bound), in: file, &pending, taking: &pages)
    }
  }

  private mutating func read(
    leaf page: TreePage, _ step: Step, in file: borrowing DataFile, taking pages: inout PageSet,
    _ body: (TreePage.Value, inout PageSet) throws(LMDBError) -> Void
  ) throws(LMDBError) {
    counts.leafPages += 1
    counts.depth = step.level
    guard step.level == tree.counts.depth else { throw file.damage("page \(page.number) is a leaf too near the root") }
    for index in 0..<page.count {
      let key = page.key(index)
      let isInOrder = lastKey.map { precedes($0, key) } ?? true
      guard isPlausible(key), isInOrder, step.bound.map({ !precedes(key, $0) }) ?? true else {
        throw disorder(in: page, file)
      }
      lastKey = key
      counts.entries += 1
      let value = page.value(index)
      if case .overflow(let first, let size) = value { try take(first, size: size, in: file, taking: &pages) }
      try body(value, &pages)
    }
  }

  /// Takes the pages of a large value. LMDB may leave it more than it needs, and frees as many as the first of them says.
  private mutating func take(
    _ first: UInt64, size: Int, in file: borrowing DataFile, taking pages: inout PageSet
  ) throws(LMDBError) {
    guard first < pageCount else { throw file.damage("it is cut short: page \(first) is missing") }
    let header = try file.read(TreePage.headerSize, at: Int(first) * pageSize)
    guard header.count == TreePage.headerSize else { throw file.damage("page \(first) is cut short") }
    let needed = (TreePage.headerSize + size + pageSize - 1) / pageSize
    let count = UInt64(header.integer(at: 12, as: UInt32.self))
    guard header.integer(at: 0) == first, header.integer(at: 10, as: UInt16.self) == Self.overflowFlags,
      count >= needed
    else { throw file.damage("page \(first) does not begin the value that it should") }
    guard count <= pageCount - first else { throw file.damage("it is cut short: a value begins on page \(first)") }
    guard pages.insert(count, from: first) else {
      throw file.damage("a page of the value on page \(first) has two uses")
    }
    counts.overflowPages += count
  }

  // MARK: Keys

  private func isPlausible(_ key: ArraySlice<UInt8>) -> Bool {
    switch keys {
    case .names: !key.isEmpty && key.count <= Self.longestKey
    case .transactions(let last): key.count == MemoryLayout<UInt64>.size && number(key) <= last
    }
  }

  private func precedes(_ left: ArraySlice<UInt8>, _ right: ArraySlice<UInt8>) -> Bool {
    switch keys {
    case .names: left.lexicographicallyPrecedes(right)
    case .transactions: number(left) < number(right)
    }
  }

  private func number(_ key: ArraySlice<UInt8>) -> UInt64 {
    Array(key).integer(at: 0)
  }

  private func disorder(in page: TreePage, _ file: borrowing DataFile) -> LMDBError {
    file.damage("page \(page.number) has keys that are out of order")
  }
}
