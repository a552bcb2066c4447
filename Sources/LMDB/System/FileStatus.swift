#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// What `fstat` says of a file.
struct FileStatus: Sendable {
  enum Kind: Sendable {
    case regular, directory, symbolicLink, other
  }

  let identity: FileIdentity
  let kind: Kind
  let owner: UInt32
  /// The permission bits, `0o7777` at most.
  let permissions: UInt32
  /// In bytes.
  let size: Int

  init(_ status: stat) {
    identity = FileIdentity(
      device: UInt64(truncatingIfNeeded: status.st_dev), inode: UInt64(truncatingIfNeeded: status.st_ino))
    kind =
      switch status.st_mode & S_IFMT {
      case S_IFREG: .regular
      case S_IFDIR: .directory
      case S_IFLNK: .symbolicLink
      default: .other
      }
    owner = status.st_uid
    permissions = UInt32(status.st_mode) & 0o7777
    size = Int(status.st_size)
  }

  var isOwnedByThisUser: Bool { owner == CurrentProcess.user }

  /// Whether anyone but the owner may write.
  var isWritableByOthers: Bool { permissions & 0o022 != 0 }
}
