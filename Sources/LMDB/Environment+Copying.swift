internal import Platform

extension Environment {
  /// Copies what is committed now to an environment in another directory, while others read and write.
  ///
  /// The copy is durable when this returns, and there is none when it throws. Until then its snapshot keeps pages from being
  /// used again, so the file may grow.
  ///
  /// - Parameters:
  ///   - directory: The path of the directory: empty, or not there and its parent is.
  ///   - companions: Names of small files beside the data file that are copied too, those that are there.
  ///   - isCancelled: Asked about every 16 MB.
  ///   - onProgress: Told about as often how many bytes of how many have been copied.
  /// - Returns: The bytes of the copy's data file.
  /// - Throws: `.notEmpty`, `.cancelled`; `.diskFull`, before anything is written if it can be told then; the codes of opening.
  @discardableResult
  public func copy(
    to directory: String, with companions: [String] = [], isCancelled: () -> Bool = { false },
    onProgress: (_ done: Int, _ total: Int) -> Void = { _, _ in }
  ) throws -> Int {
    let isNew = (try? FileStatus(path: directory.utf8)) == nil
    let target = try EnvironmentDirectory(path: directory, creating: true, operation: "copy")
    try target.requireEmpty(but: EnvironmentCopy.directoryName, operation: "copy")
    do {
      let copy = try EnvironmentCopy(
        of: self, into: directory, isCancelled: isCancelled, onProgress: onProgress)
      for name in companions { try copyFile(name, to: target) }
      let byteCount = copy.byteCount
      try copy.moveIn()
      return byteCount
    } catch {
      for name in companions { try? target.descriptor.removeFile(name.utf8) }
      if isNew { try? Self.remove(at: directory) }
      throw error
    }
  }

  /// Copies a small file of the directory if it is there.
  private func copyFile(_ name: String, to target: borrowing EnvironmentDirectory) throws(LMDBError) {
    let source = try EnvironmentDirectory(path: directory, creating: false, operation: "copy")
    guard try source.status(ofFile: name, operation: "copy") != nil else { return }
    let bytes = try LMDBError.reporting("copy", directory, file: name) { () throws(SystemError) in
      let file = try source.descriptor.file(name.utf8)
      return try file.read(try file.status().size, at: 0)
    }
    try LMDBError.reporting("copy", target.path, file: name) { () throws(SystemError) in
      let file = try target.descriptor.writableFile(name.utf8)
      try file.writeAll(bytes, at: 0)
      try file.sync()
    }
  }

  /// Gives free space back to the file system: puts a copy without free pages in the place of the data file.
  ///
  /// The caller is the one who writes (``WriterLock``) and does not write meanwhile. Then this environment is to be closed, and
  /// opened anew: it has the old file, of which it goes on reading the last state, and writes no more (`.replaced`). So it is
  /// with other processes that have it open. After a crash the old file is there or the new one, with the same content.
  ///
  /// - Parameters:
  ///   - isCancelled: Asked about every 16 MB.
  ///   - onProgress: Told about as often how many bytes of how many have been copied.
  /// - Returns: The bytes of the data file before and after.
  /// - Throws: `.cancelled`; `.busy` if somebody has committed meanwhile; `.diskFull`, since there must be room for both files;
  ///   what ``write(_:)`` throws. The old file is in its place then, unless only its directory could not be flushed.
  @discardableResult
  public func compact(
    isCancelled: () -> Bool = { false }, onProgress: (_ done: Int, _ total: Int) -> Void = { _, _ in }
  ) throws -> (before: Int, after: Int) {
    let before = try info.fileBytes
    let copy = try EnvironmentCopy(of: self, into: directory, isCancelled: isCancelled, onProgress: onProgress)
    let after = copy.byteCount
    try copy.replaceSource()
    return (before, after)
  }

  /// Removes what a copy has left in a directory that was being written to it when the process ended.
  ///
  /// - Parameter directory: The path of the directory.
  /// - Throws: The system's error.
  public static func removeUnfinishedCopy(in directory: String) throws(LMDBError) {
    try EnvironmentCopy.remove(from: directory)
  }

  /// Removes an environment that nobody has open, with its directory, which must hold nothing else. That there is none is fine.
  ///
  /// - Parameter directory: The path of the directory.
  /// - Throws: The system's error.
  public static func remove(at directory: String) throws(LMDBError) {
    for file in [EnvironmentDirectory.dataFile, EnvironmentDirectory.lockFile] {
      try? FileSystem.removeFile(at: "\(directory)/\(file)".utf8)
    }
    try LMDBError.reporting("remove", directory) { () throws(SystemError) in
      do throws(SystemError) {
        try FileSystem.removeDirectory(at: directory.utf8)
      } catch .noSuchFile {
        // What is to be.
      }
    }
  }
}
