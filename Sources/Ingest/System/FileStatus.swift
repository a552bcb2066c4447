#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// What `stat` says of a file. Two that are equal, before and after reading, mean that nobody wrote in between.
package struct FileStatus: Equatable, Sendable {
  let identity: FileIdentity
  let kind: EntryKind
  let size: Int64
  private let modified: Timestamp
  /// When the inode last changed: what a program that sets the time of modification back cannot hide.
  let changed: Timestamp

  /// Seconds and nanoseconds since 1970.
  struct Timestamp: Hashable, Sendable {
    let seconds: Int64
    let nanoseconds: Int64

    init(_ time: timespec) {
      seconds = Int64(time.tv_sec)
      nanoseconds = Int64(time.tv_nsec)
    }
  }

  init(_ status: stat) {
    identity = FileIdentity(
      device: UInt64(truncatingIfNeeded: status.st_dev), inode: UInt64(truncatingIfNeeded: status.st_ino))
    kind =
      switch status.st_mode & S_IFMT {
      case S_IFREG: .regularFile
      case S_IFDIR: .folder
      case S_IFLNK: .symbolicLink
      default: .other
      }
    size = Int64(status.st_size)
    #if canImport(Darwin)
      modified = Timestamp(status.st_mtimespec)
      changed = Timestamp(status.st_ctimespec)
    #else
      modified = Timestamp(status.st_mtim)
      changed = Timestamp(status.st_ctim)
    #endif
  }
}
