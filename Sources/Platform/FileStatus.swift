#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// What the system says of a file.
package struct FileStatus: Sendable {
  package enum Kind: Sendable {
    case regularFile, directory, symbolicLink, socket
    /// A FIFO or a device.
    case other
  }

  /// Seconds since 1970, and nanoseconds behind these.
  package struct Timestamp: Hashable, Sendable {
    let seconds: Int64
    let nanoseconds: Int64

    var nanosecondsSince1970: Int64 {
      let (product, isTooFar) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
      let (sum, isAlsoTooFar) = product.addingReportingOverflow(nanoseconds)
      return isTooFar || isAlsoTooFar ? (seconds < 0 ? .min : .max) : sum
    }

    init(_ time: timespec) {
      seconds = Int64(time.tv_sec)
      nanoseconds = Int64(time.tv_nsec)
    }
  }

  package let identity: FileIdentity
  package let kind: Kind
  package let owner: UInt32
  /// The permission bits, `0o7777` at most.
  package let permissions: UInt32
  /// In bytes.
  package let size: Int
  /// The bytes that it takes on the disk.
  package let allocatedBytes: UInt64
  private let modified: Timestamp
  /// When the inode last changed: what a program that sets the time of modification back cannot hide.
  package let changed: Timestamp

  init(_ status: stat) {
    identity = FileIdentity(
      device: UInt64(truncatingIfNeeded: status.st_dev), inode: UInt64(truncatingIfNeeded: status.st_ino))
    kind =
      switch status.st_mode & S_IFMT {
      case S_IFREG: .regularFile
      case S_IFDIR: .directory
      case S_IFLNK: .symbolicLink
      case S_IFSOCK: .socket
      default: .other
      }
    owner = status.st_uid
    permissions = UInt32(status.st_mode) & 0o7777
    size = Int(status.st_size)
    allocatedBytes = UInt64(max(0, status.st_blocks)) &* 512
    #if canImport(Darwin)
      modified = Timestamp(status.st_mtimespec)
      changed = Timestamp(status.st_ctimespec)
    #else
      modified = Timestamp(status.st_mtim)
      changed = Timestamp(status.st_ctim)
    #endif
  }

  /// What stands at `path`, a symbolic link followed.
  package init(path: some Collection<UInt8>) throws(SystemError) {
    try self.init(of: path, in: AT_FDCWD, 0)
  }

  /// What stands at `path`, which may itself be a symbolic link.
  package init(unfollowedPath path: some Collection<UInt8>) throws(SystemError) {
    try self.init(of: path, in: AT_FDCWD, AT_SYMLINK_NOFOLLOW)
  }

  init(of path: some Collection<UInt8>, in directory: Int32, _ flags: Int32) throws(SystemError) {
    var status = stat()
    try unsafe SystemCall.run(on: path) { unsafe fstatat(directory, $0, &status, flags) }
    self.init(status)
  }

  /// When the file's bytes were last written, in nanoseconds since 1970; the nearest number where that is too far off.
  package var modificationTime: Int64 { modified.nanosecondsSince1970 }

  /// When the inode last changed, in the same way.
  package var changeTime: Int64 { changed.nanosecondsSince1970 }

  package var isOwnedByThisUser: Bool { owner == CurrentProcess.user }

  /// Whether anyone but the owner may write.
  package var isWritableByOthers: Bool { permissions & 0o022 != 0 }

  /// Whether nobody but its owner may do anything with it.
  package var isPrivate: Bool { permissions & 0o077 == 0 }
}

extension FileStatus: Equatable {
  /// Two that are equal, before and after reading, mean that nobody wrote in between. The bytes on the disk don't count:
  /// a file system may come to them only later.
  package static func == (left: FileStatus, right: FileStatus) -> Bool {
    left.identity == right.identity && left.kind == right.kind && left.size == right.size
      && left.modified == right.modified && left.changed == right.changed
  }
}
