internal import CLMDB
internal import Platform

/// LMDB's environment with the files behind it: checked, opened once, closed when it goes out of scope.
@safe struct EnvironmentHandle: ~Copyable, Sendable {
  private static let smallestMapSize = 256 << 20
  private static let fileMode: mdb_mode_t = 0o600
  /// Bytes of `MDB_txninfo` before the reader slots, and of an `MDB_reader`: two, and one, cache lines of 64 bytes.
  private static let (lockFileHeaderSize, readerSlotSize) = (128, 64)

  // Valid until `deinit`; LMDB lets any thread call what this module calls on an environment.
  nonisolated(unsafe) let pointer: OpaquePointer

  private let dataFile: FileIdentity
  private let dataFilePath: String
  /// `nil` where the environment is read without locks.
  private let lockFile: FileIdentity?
  // Given back after `deinit` has closed the environment.
  private let claim: OpenRegistry.Claim

  init(at path: String, options: Environment.Options) throws(LMDBError) {
    let isWritable = options.access == .readWrite
    // Before anything touches lock.mdb.
    let claim = try OpenRegistry.Claim(
      EnvironmentDirectory(path: path, creating: isWritable, operation: "open"))
    try Self.checkFiles(of: claim.directory, isWritable: isWritable)
    try Self.allocateLockFile(in: claim.directory, options)
    let pointer = unsafe try Self.open(claim.directory.path, options)
    let dataFile: FileIdentity
    let lockFile: FileIdentity?
    do throws(LMDBError) {
      dataFile = unsafe try Self.secureDataFile(of: pointer, in: claim.directory)
      lockFile = try claim.directory.status(ofFile: EnvironmentDirectory.lockFile, operation: "open")?.identity
      unsafe try Self.openMainDatabase(of: pointer, path)
      if isWritable, options.durability == .full {
        // Files that are new, or that whoever put them there had no time to make last: their names, and the meta pages, or a
        // power cut during the next commit could leave what that writes without them.
        let result = unsafe mdb_env_sync(pointer, 1)
        guard result == MDB_SUCCESS else { throw LMDBError(LMDBError.Code(result: result), "open", path) }
        try LMDBError.reporting("open", path) { () throws(SystemError) in try claim.directory.descriptor.sync() }
      }
    } catch {
      unsafe mdb_env_close(pointer)
      throw error
    }
    unsafe self.pointer = pointer
    self.dataFile = dataFile
    dataFilePath = "\(path)/\(EnvironmentDirectory.dataFile)"
    self.lockFile = lockFile
    self.claim = claim
  }

  deinit {
    // Who waits to open the file that took the place of this one is not to wait until the old one is freed.
    let rest = isReplaced ? unsafe try? Self.openDataFile(of: pointer).duplicate() : nil
    unsafe mdb_env_close(pointer)
    rest?.closeElsewhere()
  }

  // MARK: Opening

  /// Throws unless LMDB can be let open what lies there.
  private static func checkFiles(
    of directory: borrowing EnvironmentDirectory, isWritable: Bool
  ) throws(LMDBError) {
    // The status alone: to open and close lock.mdb would drop the locks that this process has on it.
    _ = try directory.status(ofFile: EnvironmentDirectory.lockFile, operation: "open")
    let status = try directory.status(ofFile: EnvironmentDirectory.dataFile, operation: "open")
    guard let status, status.size > 0 else {
      guard isWritable else { throw LMDBError(.notFound, "open", directory.path, "there is no index in it") }
      return
    }
    let file = try DataFile(in: directory, operation: "open")
    do throws(LMDBError) {
      try file.check()
    } catch {
      guard isWritable, error.code == .damaged || error.code == .notAnIndex, try file.isUnfinished() else {
        throw error
      }
      // A process that has it open at this moment finds it replaced at its next write.
      try LMDBError.reporting("open", directory.path, file: EnvironmentDirectory.dataFile) { () throws(SystemError) in
        try directory.descriptor.removeFile(EnvironmentDirectory.dataFile.utf8)
      }
    }
  }

  /// Gives lock.mdb its blocks. LMDB sets no more than its size, maps it and writes to it, and a write to a page that
  /// the full disk has no block for ends the process with SIGBUS.
  ///
  /// This process has not opened the environment yet, so closing the file drops no lock.
  private static func allocateLockFile(
    in directory: borrowing EnvironmentDirectory, _ options: Environment.Options
  ) throws(LMDBError) {
    let size = lockFileHeaderSize + max(options.maxReaders, 1) * readerSlotSize
    try LMDBError.reporting("open", directory.path, file: EnvironmentDirectory.lockFile) { () throws(SystemError) in
      do throws(SystemError) {
        try directory.descriptor.writableFile(EnvironmentDirectory.lockFile.utf8).allocate(size)
      } catch {
        // Who may only read reads without locks.
        guard error.meansNoPermission || error == .readOnlyFileSystem, options.access == .readOnly else { throw error }
      }
    }
  }

  private static func open(_ path: String, _ options: Environment.Options) throws(LMDBError) -> OpaquePointer {
    // Whole pages, of whatever size.
    var mapSize = (min(max(options.mapSize, 1), 1 << 50) + 0xFFFF) & ~0xFFFF
    var flags = UInt32(MDB_NOTLS)
    if options.durability == .none { flags |= UInt32(MDB_NOSYNC) }
    if options.access == .readOnly { flags |= UInt32(MDB_RDONLY) }

    while true {
      var pointer: OpaquePointer?
      var result = unsafe mdb_env_create(&pointer)
      guard result == MDB_SUCCESS, let pointer = unsafe pointer else {
        throw LMDBError(LMDBError.Code(result: result), "open", path)
      }
      unsafe mdb_env_set_mapsize(pointer, mapSize)
      unsafe mdb_env_set_maxreaders(pointer, UInt32(clamping: max(options.maxReaders, 1)))
      result = unsafe mdb_env_open(pointer, path, flags, fileMode)
      if result == MDB_SUCCESS { return unsafe pointer }
      unsafe mdb_env_close(pointer)

      switch LMDBError.Code(result: result) {
      case .outOfMemory where mapSize / 2 >= smallestMapSize:
        mapSize /= 2
      case .permission where options.access == .readOnly && flags & UInt32(MDB_NOLOCK) == 0,
        .readOnlyFileSystem where options.access == .readOnly && flags & UInt32(MDB_NOLOCK) == 0:
        flags |= UInt32(MDB_NOLOCK)
      case let code:
        throw LMDBError(code, "open", path)
      }
    }
  }

  /// The data file that LMDB has open, and closes.
  private static func openDataFile(of pointer: OpaquePointer) -> FileDescriptor {
    var descriptor: mdb_filehandle_t = -1
    unsafe mdb_env_get_fd(pointer, &descriptor)
    return FileDescriptor(unowned: descriptor)
  }

  /// Makes sure that LMDB opened the file that was checked, and that programs we start don't inherit it: LMDB sets
  /// close-on-exec on its other descriptors only.
  private static func secureDataFile(
    of pointer: OpaquePointer, in directory: borrowing EnvironmentDirectory
  ) throws(LMDBError) -> FileIdentity {
    let identity = try LMDBError.reporting("open", directory.path) { () throws(SystemError) in
      let file = unsafe openDataFile(of: pointer)
      try file.setCloseOnExec()
      return try file.status().identity
    }
    let status = try directory.status(ofFile: EnvironmentDirectory.dataFile, operation: "open")
    guard status?.identity == identity else { throw LMDBError(.replaced, "open", directory.path) }
    return identity
  }

  /// The one database of the environment needs no handle, but its order of keys must be set once.
  private static func openMainDatabase(of pointer: OpaquePointer, _ path: String) throws(LMDBError) {
    var dead: Int32 = 0
    var transaction: OpaquePointer?
    var database: MDB_dbi = 0
    var result = unsafe mdb_reader_check(pointer, &dead)
    if result == MDB_SUCCESS { result = unsafe mdb_txn_begin(pointer, nil, UInt32(MDB_RDONLY), &transaction) }
    if result == MDB_SUCCESS { result = unsafe mdb_dbi_open(transaction, nil, 0, &database) }
    unsafe mdb_txn_abort(transaction)
    guard result == MDB_SUCCESS else { throw LMDBError(LMDBError.Code(result: result), "open", path) }
    precondition(database == Transaction.mainDatabase)
  }

  // MARK: While it is open

  /// Throws if a file was removed or replaced: what is written would be lost, or no longer guarded by the lock file.
  func requireUnchanged(_ operation: String) throws(LMDBError) {
    for (name, identity) in [(EnvironmentDirectory.dataFile, dataFile), (EnvironmentDirectory.lockFile, lockFile)] {
      let status = try claim.directory.status(ofFile: name, operation: operation)
      guard status?.identity == identity else {
        throw LMDBError(
          .replaced, operation, claim.directory.path, "\(name) was removed or replaced since it was opened")
      }
    }
  }

  /// Whether another data file lies at the path by which this one was opened. That there is none is no reason to close it.
  var isReplaced: Bool {
    guard let status = try? FileStatus(path: dataFilePath.utf8) else { return false }
    return status.identity != dataFile
  }

  /// The directory, for as long as the environment is open.
  func withDirectory<Result>(_ body: (borrowing EnvironmentDirectory) throws -> Result) rethrows -> Result {
    try body(claim.directory)
  }

  /// Calls `body` with the data file that is open, which another may have taken the place of.
  func withDataFile<Result>(
    _ operation: String, _ body: (borrowing FileDescriptor) throws(SystemError) -> Result
  ) throws(LMDBError) -> Result {
    try LMDBError.reporting(operation, claim.directory.path, file: EnvironmentDirectory.dataFile) {
      () throws(SystemError) in try body(unsafe Self.openDataFile(of: pointer))
    }
  }

  /// Has whoever reads the data file see its last state from now on (``MetaPagePair/settle(_:)``).
  func settleMetaPages(_ operation: String) throws(LMDBError) {
    let file = unsafe Self.openDataFile(of: pointer)
    let pages = try MetaPagePair(of: file, operation, claim.directory.path)
    try LMDBError.reporting(operation, claim.directory.path) { () throws(SystemError) in try pages.settle(file) }
  }

  /// Throws `.diskFull` where, of what this user can still write to the file system, so many bytes would leave less than a
  /// reserve: as many as given, or a twentieth of the file system if that is less.
  func requireSpace(_ byteCount: Int, reserve: Int, _ operation: String) throws(LMDBError) {
    // A file system that does not tell is tried.
    guard let space = try? claim.directory.descriptor.fileSystemBytes() else { return }
    let reserve = min(UInt64(max(reserve, 0)), space.total / 20)
    guard space.available < reserve + UInt64(max(byteCount, 0)) else { return }
    throw LMDBError(
      .diskFull, operation, claim.directory.path,
      "the disk is full: \(Self.megabytes(space.available)) are left, where "
        + (byteCount > 0 ? "\(Self.megabytes(UInt64(byteCount))) are needed and " : "")
        + "\(Self.megabytes(reserve)) are kept free")
  }

  private static func megabytes(_ byteCount: UInt64) -> String {
    byteCount < 10_000_000 ? "\(byteCount / 1000) kB" : "\(byteCount / 1_000_000) MB"
  }

  /// Whether there is no room: LMDB reports a write that was cut short for that as `EIO`.
  var isDiskFull: Bool {
    // Less than this is what such a write leaves, and a little for others.
    let least = 1 << 20
    if let space = try? claim.directory.descriptor.fileSystemBytes(), space.available < least { return true }
    // The file system does not say what a quota leaves. To ask for room tells; what lies behind the last page does no harm.
    do throws(LMDBError) {
      try withDataFile("write") { file throws(SystemError) in try file.allocate(try file.status().size + least) }
      return false
    } catch {
      return error.code == .diskFull
    }
  }
}
