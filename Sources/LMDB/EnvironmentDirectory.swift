internal import Platform

/// The directory of an environment, opened and found safe.
///
/// Its files are looked up by descriptor and without following links, so that what was checked is what is meant.
struct EnvironmentDirectory: ~Copyable, Sendable {
  static let dataFile = "data.mdb"
  static let lockFile = "lock.mdb"

  let path: String
  let identity: FileIdentity
  let descriptor: FileDescriptor

  /// Opens the directory; creates it with mode 0700 if it is missing and `creating` is set (its parent must exist).
  ///
  /// The directory must belong to this user, and nobody else may write to it. Reading by others is tolerated here:
  /// those who made a directory by hand may have meant it so.
  init(path: String, creating: Bool, operation: String) throws(LMDBError) {
    var path = path
    // With a slash at the end the system would follow a link.
    while path.utf8.count > 1, path.utf8.last == UInt8(ascii: "/") { path.unicodeScalars.removeLast() }
    guard !path.utf8.contains(0) else { throw LMDBError(.notFound, operation, path, "the path contains NUL") }

    let descriptor = try LMDBError.reporting(operation, path) { () throws(SystemError) in
      try Self.open(path, creating: creating)
    }
    let status = try LMDBError.reporting(operation, path) { () throws(SystemError) in try descriptor.status() }
    try Self.requirePrivate(status, path, operation, path, remedy: "chmod 700")
    self.descriptor = descriptor
    self.path = path
    identity = status.identity
  }

  private static func open(_ path: String, creating: Bool) throws(SystemError) -> FileDescriptor {
    do throws(SystemError) {
      return try FileDescriptor.directory(at: path.utf8)
    } catch .noSuchFile where creating {
      do throws(SystemError) {
        try FileSystem.makeDirectory(at: path.utf8)
      } catch .alreadyExists {
        // Another process was faster.
      }
      let descriptor = try FileDescriptor.directory(at: path.utf8)
      // Without this a power cut could take the directory away together with what was acknowledged.
      try descriptor.directory("..".utf8).sync()
      return descriptor
    }
  }

  /// The status of a file that is safe to open, or `nil` if there is none.
  func status(ofFile name: String, operation: String) throws(LMDBError) -> FileStatus? {
    let status = try LMDBError.reporting(operation, path, file: name) { () throws(SystemError) in
      try descriptor.status(of: name.utf8)
    }
    guard let status else { return nil }
    switch status.kind {
    case .regularFile: break
    case .symbolicLink: throw LMDBError(.symlink, operation, path, "\(name) is a symbolic link, which is not followed")
    case .directory, .socket, .other:
      throw LMDBError(.notARegularFile, operation, path, "\(name) is not a regular file")
    }
    try Self.requirePrivate(status, "\(path)/\(name)", operation, path, remedy: "chmod 600")
    return status
  }

  /// Throws `.notEmpty` if there is anything in it but a sub-directory that is left over.
  func requireEmpty(but leftover: String, operation: String) throws(LMDBError) {
    for name in try names(operation: operation) where name != leftover {
      throw LMDBError(.notEmpty, operation, path)
    }
  }

  /// The names of all that is in it, in no order; those that are not UTF-8 repaired.
  func names(operation: String) throws(LMDBError) -> [String] {
    var names: [String] = []
    try LMDBError.reporting(operation, path) { () throws(SystemError) in
      unsafe try descriptor.forEachEntry { name, _ in names.append(unsafe String(decoding: name, as: UTF8.self)) }
    }
    return names
  }

  private static func requirePrivate(
    _ status: FileStatus, _ file: String, _ operation: String, _ path: String, remedy: String
  ) throws(LMDBError) {
    guard status.isOwnedByThisUser else {
      throw LMDBError(
        .unsafePermissions, operation, path,
        "\(file) belongs to another user (\(status.owner)): run as that user, or chown it")
    }
    guard !status.isWritableByOthers else {
      throw LMDBError(
        .unsafePermissions, operation, path,
        "\(file) can be changed by other users (mode \(String(status.permissions, radix: 8))): "
          + "check what is in it, then \(remedy) \(file)")
    }
  }
}
