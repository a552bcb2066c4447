package import Platform

extension FileStamp {
  /// What makes the file the same one under all its names.
  package var identity: FileIdentity { FileIdentity(device: device, inode: inode) }
}
