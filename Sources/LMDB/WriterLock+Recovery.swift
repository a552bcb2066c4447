internal import Platform

/// What tells after a crash that there was one, and what can be done then. The lock keeps others from doing it too.
extension WriterLock {
  /// A file that is there from a writer's first change until the writer ends in order.
  private static let markName = "writing"

  /// Whether a writer has begun to change something and not ended in order, this one included.
  ///
  /// - Throws: The codes of opening.
  public var isMarked: Bool {
    get throws(LMDBError) { try folder.status(ofFile: Self.markName, operation: "look for a crash") != nil }
  }

  /// Says that something is changed from now on. It is known after a power cut as well.
  ///
  /// - Throws: `.diskFull` or the system's error.
  public func mark() throws(LMDBError) {
    guard try !isMarked else { return }
    try LMDBError.reporting("write", folder.path, file: Self.markName) { () throws(SystemError) in
      _ = try folder.descriptor.writableFile(Self.markName.utf8)
      try folder.descriptor.sync()
    }
  }

  /// Says that all is well. After a power cut it may be as before.
  ///
  /// - Throws: The system's error.
  public func unmark() throws(LMDBError) {
    try LMDBError.reporting("remove", folder.path, file: Self.markName) { () throws(SystemError) in
      do throws(SystemError) {
        try folder.descriptor.removeFile(Self.markName.utf8)
      } catch .noSuchFile {
        // What is to be.
      }
    }
  }

  /// Whether a writer in a directory has begun to change something and not ended in order; `false` while one is at work.
  ///
  /// - Parameter directory: The path of the directory.
  /// - Returns: `false` also where nobody has written yet.
  /// - Throws: The codes of opening.
  public static func isMarked(inDirectory directory: String) throws(LMDBError) -> Bool {
    guard (try? FileStatus(path: "\(directory)/\(markName)".utf8)) != nil else { return false }
    do throws(LMDBError) {
      return try WriterLock(directory: directory).isMarked
    } catch {
      guard error.code == .busy else { throw error }
      return false
    }
  }

  /// Moves the environment to a sub-directory, so that another one can be made in its place. This process must not have it
  /// open; others that have go on with it.
  ///
  /// - Parameter name: The name of the sub-directory, which is made.
  /// - Returns: Whether that was done; `false` if there is something of that name already.
  /// - Throws: The system's error. What was moved is back in its place then, if that can be done.
  public func setEnvironmentAside(as name: String) throws(LMDBError) -> Bool {
    let place = folder.path
    return try LMDBError.reporting("set aside", place, file: name) { () throws(SystemError) in
      do throws(SystemError) {
        try folder.descriptor.makeDirectory(name.utf8)
      } catch .alreadyExists {
        return false
      }
      let target = try folder.descriptor.directory(name.utf8)
      // The lock file first: a data file without one gets a new one, but one that goes with another file must not be found.
      var moved: [String] = []
      do throws(SystemError) {
        for file in [EnvironmentDirectory.lockFile, EnvironmentDirectory.dataFile] {
          guard try folder.descriptor.status(of: file.utf8) != nil else { continue }
          try folder.descriptor.move(file.utf8, to: target, as: file.utf8)
          moved.append(file)
        }
        try target.sync()
        try folder.descriptor.sync()
      } catch {
        for file in moved.reversed() { try? target.move(file.utf8, to: folder.descriptor, as: file.utf8) }
        try? FileSystem.removeDirectory(at: "\(place)/\(name)".utf8)
        throw error
      }
      return true
    }
  }

  /// The names of all that is in the directory, in no order.
  ///
  /// - Throws: The system's error.
  public var entryNames: [String] {
    get throws(LMDBError) { try folder.names(operation: "list") }
  }
}
