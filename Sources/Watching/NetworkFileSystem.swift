import Platform

/// The file systems whose files other machines change without our kernel's knowledge.
struct NetworkFileSystem {
  /// By device number, what has been found out so far: the type, or that it is none.
  private var known: [UInt64: String?] = [:]

  /// The type of a device's file system, as the table of mounts has it, if it is such a one.
  mutating func typeName(ofDevice device: UInt64) -> String? {
    if let answer = known[device] { return answer }
    let answer = MountTable.current().typeName(ofDevice: device).flatMap { Self.isNetwork($0) ? $0 : nil }
    known[device] = .some(answer)
    return answer
  }

  /// Whether a type of file systems is one of the network, or of the host of a virtual machine.
  static func isNetwork(_ type: String) -> Bool {
    types.contains(type) || userSpaceTypes.contains { type == "fuse." + $0 }
  }

  private static let types: Set = [
    "9p", "afs", "beegfs", "ceph", "cifs", "coda", "davfs", "gfs2", "glusterfs", "gpfs", "lustre", "ncpfs", "nfs",
    "nfs4", "ocfs2", "orangefs", "prl_fs", "smb3", "smbfs", "vboxsf", "virtiofs", "vmhgfs",
  ]

  private static let userSpaceTypes = [
    "ceph", "curlftpfs", "davfs", "gcsfuse", "glusterfs", "google-drive-ocamlfuse", "gvfsd-fuse", "juicefs",
    "onedriver", "rclone", "s3fs", "sshfs", "vmhgfs-fuse",
  ]
}
