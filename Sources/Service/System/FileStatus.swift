#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// What the system knows of a file, as far as the daemon asks.
struct FileStatus: Sendable {
  /// The kinds of file that are told apart.
  enum Kind: Sendable {
    case directory, regular, socket, symbolicLink, other
  }

  /// Which file it is, whatever its name.
  struct Identity: Hashable, Sendable {
    let device: UInt64
    let inode: UInt64
  }

  let kind: Kind
  let identity: Identity
  let owner: UInt32
  /// The permission bits.
  let permissions: UInt32
  /// The bytes that it takes on the disk.
  let allocatedBytes: UInt64

  init(_ status: stat) {
    kind =
      switch status.st_mode & S_IFMT {
      case S_IFDIR: .directory
      case S_IFREG: .regular
      case S_IFSOCK: .socket
      case S_IFLNK: .symbolicLink
      default: .other
      }
    identity = Identity(device: UInt64(truncatingIfNeeded: status.st_dev), inode: UInt64(status.st_ino))
    owner = status.st_uid
    permissions = UInt32(status.st_mode & 0o7777)
    allocatedBytes = UInt64(max(0, status.st_blocks)) &* 512
  }

  /// Whether the user that this process runs as owns it.
  var isOwnedByThisUser: Bool { owner == geteuid() }

  /// Whether nobody but its owner may do anything with it.
  var isPrivate: Bool { permissions & 0o077 == 0 }

  /// The status of what a path leads to, nil where it leads nowhere or may not be asked about.
  static func of(path: String) -> FileStatus? {
    var status = stat()
    return unsafe stat(path, &status) == 0 ? FileStatus(status) : nil
  }
}
