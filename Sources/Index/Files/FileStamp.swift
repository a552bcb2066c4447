package import Platform

/// What the system said of a file when it was read: one that has the same stamp has not changed since.
public struct FileStamp: Hashable, Sendable {
  /// In bytes.
  public var size: UInt64
  /// When its bytes were last written, in nanoseconds since the beginning of 1970, UTC.
  public var modified: Int64
  /// When its inode last changed, in the same way: what a program that sets `modified` back cannot hide.
  public var changed: Int64
  /// The number of its device.
  public var device: UInt64
  /// The number of its inode on that device.
  public var inode: UInt64

  /// A stamp of these parts.
  public init(size: UInt64, modified: Int64, changed: Int64, device: UInt64, inode: UInt64) {
    self.size = size
    self.modified = modified
    self.changed = changed
    self.device = device
    self.inode = inode
  }

  /// The stamp of a file as it is now.
  package init(_ status: FileStatus) {
    self.init(
      size: UInt64(max(status.size, 0)), modified: status.modificationTime, changed: status.changeTime,
      device: status.identity.device, inode: status.identity.inode)
  }

  /// Whether both are of one file with the same bytes, whatever has been done to its name since: to rename a file changes its
  /// inode.
  public func isSameFile(as other: FileStamp) -> Bool {
    (size, modified, device, inode) == (other.size, other.modified, other.device, other.inode)
  }
}
