internal import Platform

/// `data.mdb`, looked at before LMDB opens it. LMDB trusts its file: it divides by the page size it finds there, maps as
/// much as the meta page says, follows the numbers in the pages of its trees wherever they lead, and takes the process down
/// with SIGBUS at the first page that lies past the end of the file.
///
/// So the trees of the newest snapshot are gone through whole, which costs a read for each of their pages and for each
/// large value: a sound tree leads LMDB to nothing but pages of the file, whatever the bytes of the values are.
struct DataFile: ~Copyable {
  private static let name = EnvironmentDirectory.dataFile
  /// How often a file that changes while it is read is looked at again.
  private static let attemptLimit = 64
  /// The flags of the tree of free pages: its keys are integers.
  private static let freeTreeFlags: UInt16 = 8

  private let descriptor: FileDescriptor
  private let operation: String
  private let path: String

  /// The data file must be there.
  init(in directory: borrowing EnvironmentDirectory, operation: String) throws(LMDBError) {
    descriptor = try LMDBError.reporting(operation, directory.path, file: Self.name) { () throws(SystemError) in
      try directory.descriptor.file(Self.name.utf8)
    }
    self.operation = operation
    path = directory.path
  }

  /// In bytes.
  private func size() throws(LMDBError) -> Int {
    try LMDBError.reporting(operation, path, file: Self.name) { () throws(SystemError) in try descriptor.status().size }
  }

  /// Up to `count` bytes; fewer only where the file ends.
  func read(_ count: Int, at offset: Int) throws(LMDBError) -> [UInt8] {
    try LMDBError.reporting(operation, path, file: Self.name) { () throws(SystemError) in
      try descriptor.read(count, at: offset)
    }
  }

  /// Throws unless the file is empty, which is as good as none, or sound as far as LMDB's own pages go.
  func check() throws(LMDBError) {
    guard try size() > 0 else { return }
    var meta = try newestMetaPage()
    // Another process may commit, and so reuse pages, while they are read here: then look at what it left. If it commits
    // as fast as the trees can be read, time and again, it is at home in the file.
    for _ in 0..<Self.attemptLimit {
      do throws(LMDBError) {
        return try checkPages(of: meta)
      } catch {
        guard error.code == .damaged else { throw error }
        let newest = try newestMetaPage()
        guard newest != meta else { throw error }
        meta = newest
      }
    }
  }

  // MARK: Meta pages

  private func newestMetaPage() throws(LMDBError) -> MetaPage {
    guard let first = try MetaPage(read(MetaPage.size, at: 0)) else {
      guard try hasSecondMetaPage() else { throw failure(.notAnIndex, "it does not begin as LMDB's files do") }
      throw damage("its first page is not a meta page")
    }
    guard first.version == MetaPage.formatVersion else {
      throw failure(.versionMismatch, "format version \(first.version), where \(MetaPage.formatVersion) is understood")
    }
    guard first.isPlausible(asPage: 0) else { throw damage("its first meta page makes no sense") }
    let size = try size()
    guard size >= 2 * first.pageSize else {
      throw failure(.notAnIndex, "it has \(size) bytes, fewer than the two pages that every index begins with")
    }
    guard let second = try MetaPage(read(MetaPage.size, at: first.pageSize)), second.version == first.version,
      second.pageSize == first.pageSize, second.isPlausible(asPage: 1)
    else { throw damage("its second meta page makes no sense") }

    // Each commit writes the page that the one before it did not. Another process may have committed between the reads.
    let newest = second.transaction > first.transaction ? second : first
    let older = second.transaction > first.transaction ? first : second
    guard newest.transaction == older.transaction + 1 || newest.transaction == 0 else {
      guard try MetaPage(read(MetaPage.size, at: 0)) == first else { return try newestMetaPage() }
      throw damage("its meta pages do not follow one another")
    }
    guard newest.mainTree.flags == 0 else {
      throw failure(.notAnIndex, "its keys are not plain keys with one value each")
    }
    guard newest.freeTree.flags == Self.freeTreeFlags, newest.hasPlausibleTrees else {
      throw damage("its newest meta page makes no sense")
    }
    return newest
  }

  private func hasSecondMetaPage() throws(LMDBError) -> Bool {
    var pageSize = MetaPage.pageSizes.lowerBound
    while pageSize <= MetaPage.pageSizes.upperBound {
      if try MetaPage(read(MetaPage.size, at: pageSize)) != nil { return true }
      pageSize *= 2
    }
    return false
  }

  // MARK: Trees

  private func checkPages(of meta: MetaPage) throws(LMDBError) {
    let pageSize = meta.pageSize
    let pageCount = UInt64(try size() / pageSize)
    // The file may end before its last page: LMDB doesn't write pages that were allocated and freed in one transaction.
    // Those pages are listed as free, and a file can't list more than it has room for numbers.
    guard pageCount >= 2, meta.lastPage / pageCount <= UInt64(pageSize / 8) else { throw cutShort(meta) }
    var pages = PageSet(below: meta.lastPage + 1)
    // Never used twice: the meta pages themselves.
    guard pages.insert(2, from: 0) else { throw damage("its meta page makes no sense") }
    try TreeWalk(meta.mainTree, keys: .names, pageSize: pageSize, pageCount: pageCount)
      .run(in: self, taking: &pages) { _, _ in }
    var free = FreeList(pageSize: pageSize, pageCount: pageCount)
    try TreeWalk(meta.freeTree, keys: .transactions(upTo: meta.transaction), pageSize: pageSize, pageCount: pageCount)
      .run(in: self, taking: &pages) { value, pages throws(LMDBError) in
        try free.read(value, in: self, taking: &pages)
      }
    guard meta.lastPage < pageCount || free.countBehindEnd == meta.lastPage + 1 - pageCount else {
      throw cutShort(meta)
    }
  }

  private func cutShort(_ meta: MetaPage) -> LMDBError {
    damage("it is cut short: it should reach to page \(meta.lastPage)")
  }

  // MARK: A file that was never finished

  /// Whether the file is what is left of one that LMDB was about to make, in one write, when the process was killed or the
  /// power cut: a meta page of no transaction, or two pages, each that or zeros.
  func isUnfinished() throws(LMDBError) -> Bool {
    let size = try size()
    let pageSize = min(CurrentProcess.pageSize, MetaPage.pageSizes.upperBound)
    guard size == pageSize || size == 2 * pageSize else { return false }
    var bytes = try read(size, at: 0)
    guard bytes.count == size else { return false }
    guard size > pageSize || bytes.contains(where: { $0 != 0 }) else { return false }
    for start in stride(from: 0, to: size, by: pageSize) {
      let range = start..<start + MetaPage.size
      guard let meta = MetaPage(Array(bytes[range])) else { continue }
      guard meta.isInitial, meta.pageSize == pageSize else { return false }
      bytes.replaceSubrange(range, with: repeatElement(0, count: MetaPage.size))
    }
    return bytes.allSatisfy { $0 == 0 }
  }

  // MARK: Errors

  /// The error for bytes that contradict each other.
  func damage(_ reason: String) -> LMDBError {
    failure(.damaged, reason)
  }

  private func failure(_ code: LMDBError.Code, _ reason: String) -> LMDBError {
    LMDBError(code, operation, path, "\(Self.name): \(code): \(reason)")
  }
}
