/// What makes a file or directory the same one under all its names: its device and inode numbers.
public struct FileIdentity: Hashable, Sendable {
  /// The number of the device (`st_dev`).
  public let device: UInt64
  /// The number of the inode on that device (`st_ino`).
  public let inode: UInt64

  package init(device: UInt64, inode: UInt64) {
    self.device = device
    self.inode = inode
  }

  /// The identity of what stands at `path`, a symbolic link followed; nil where nothing does or it may not be asked.
  ///
  /// - Parameter path: The path's bytes, without a terminating NUL.
  public init?(path: [UInt8]) {
    guard let status = try? FileStatus(path: path) else { return nil }
    self = status.identity
  }
}
