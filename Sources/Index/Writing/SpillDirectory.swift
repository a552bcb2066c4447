import Platform

/// Removes the scratch directory of a build.
enum SpillDirectory {
  /// Removes the files of a scratch environment and its directory; that there is none is fine.
  static func remove(_ directory: String) throws {
    for name in ["data.mdb", "lock.mdb"] { try? FileSystem.removeFile(at: "\(directory)/\(name)".utf8) }
    do throws(SystemError) {
      try FileSystem.removeDirectory(at: directory.utf8)
    } catch .noSuchFile {
      return
    } catch {
      throw IndexError.scratchDirectory(directory, errno: error.number)
    }
  }
}
