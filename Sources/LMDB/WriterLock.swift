internal import Platform

/// The right to change an index, held by one process or object at a time.
///
/// LMDB itself lets writers take turns, transaction by transaction. This lock is for work of many transactions, such as
/// a build: an exclusive `flock` on `writer.lock` in the directory of the environment, which the system gives back
/// however the process ends. Readers don't ask for it. The file stays; removing it would let two writers in.
public final class WriterLock: Sendable {
  private static let fileName = "writer.lock"

  let folder: EnvironmentDirectory
  private let file: FileDescriptor

  /// Takes the lock, or throws at once if it is taken.
  ///
  /// A missing directory is created as ``Environment/init(at:options:)`` does it, and the same is asked of it.
  ///
  /// - Parameter directory: The path of the directory.
  /// - Throws: `.busy` if the lock is held, with the process id of the holder in the message; the codes of opening.
  public init(directory: String) throws(LMDBError) {
    let folder = try EnvironmentDirectory(path: directory, creating: true, operation: "lock")
    _ = try folder.status(ofFile: Self.fileName, operation: "lock")
    let file = try LMDBError.reporting("lock", directory, file: Self.fileName) { () throws(SystemError) in
      try folder.descriptor.writableFile(Self.fileName.utf8)
    }
    do throws(LMDBError) {
      try LMDBError.reporting("lock", directory, file: Self.fileName) { () throws(SystemError) in
        try file.lockExclusivelyUnlessHeld()
      }
    } catch  where error.code == .busy {
      let holder = file.lockHolder.map { "process \($0)" } ?? "another process"
      throw LMDBError(.busy, "lock", directory, "\(holder) is writing to it")
    }
    // Whoever finds the lock taken reads here by whom. The lock is good without, should the disk be full.
    try? file.replaceContent(with: Array("\(CurrentProcess.id)\n".utf8))
    self.file = file
    self.folder = folder
  }

  deinit {
    // Emptied before the lock goes, so that nobody is named who doesn't hold it.
    try? file.replaceContent(with: [])
    try? file.unlock()
  }
}
