internal import Platform

/// `data.mdb`, looked at before LMDB opens it: LMDB divides by the page size it finds there, maps as much as the meta
/// page says, and takes the process down with SIGBUS at the first page that lies past the end of the file.
struct DataFile: ~Copyable {
  private static let name = EnvironmentDirectory.dataFile

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

  /// Throws unless the file is empty, which is as good as none, or whole as far as its meta pages tell.
  func check() throws(LMDBError) {
    guard try size() > 0 else { return }
    var meta = try newestMetaPage()
    // Another process may commit, and so reuse pages, while they are read here: then look at what it left.
    while try !holdsEveryPage(of: meta) {
      let newest = try newestMetaPage()
      guard newest.transaction > meta.transaction else {
        throw failure(.damaged, "it is cut short: it should reach to page \(meta.lastPage)")
      }
      meta = newest
    }
  }

  private func newestMetaPage() throws(LMDBError) -> MetaPage {
    guard let first = try MetaPage(read(MetaPage.size, at: 0)) else {
      guard try hasSecondMetaPage() else { throw failure(.notAnIndex, "it does not begin as LMDB's files do") }
      throw failure(.damaged, "its first page is not a meta page")
    }
    guard first.version == MetaPage.formatVersion else {
      throw failure(.versionMismatch, "format version \(first.version), where \(MetaPage.formatVersion) is understood")
    }
    guard first.isPlausible(asPage: 0) else { throw failure(.damaged, "its first meta page makes no sense") }
    let size = try size()
    guard size >= 2 * first.pageSize else {
      throw failure(.notAnIndex, "it has \(size) bytes, fewer than the two pages that every index begins with")
    }
    guard let second = try MetaPage(read(MetaPage.size, at: first.pageSize)), second.version == first.version,
      second.pageSize == first.pageSize, second.isPlausible(asPage: 1)
    else { throw failure(.damaged, "its second meta page makes no sense") }

    let newest = second.transaction > first.transaction ? second : first
    guard newest.mainFlags == 0 else { throw failure(.notAnIndex, "its keys are not plain keys with one value each") }
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

  /// The file may end before its last page: LMDB doesn't write pages that were allocated and freed in one transaction.
  /// Those pages are listed as free.
  private func holdsEveryPage(of meta: MetaPage) throws(LMDBError) -> Bool {
    let pages = UInt64(try size() / meta.pageSize)
    guard meta.lastPage >= pages else { return true }
    let list = FreePageList(root: meta.freeRoot, pageSize: meta.pageSize, pageCount: pages)
    return try list.contains(pages...meta.lastPage, readingFrom: self)
  }

  private func failure(_ code: LMDBError.Code, _ reason: String) -> LMDBError {
    LMDBError(code, operation, path, "\(Self.name): \(code): \(reason)")
  }
}
