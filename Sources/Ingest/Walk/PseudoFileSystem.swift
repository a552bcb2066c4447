import Platform

/// The file systems that the kernel makes up: their files are switches and gauges, not texts, and reading one may
/// hang, never end, or do something.
struct PseudoFileSystem {
  /// By device number, what has been found out so far.
  private var known: [UInt64: Bool] = [:]

  /// Whether the device holds such a file system. Where the system's table of mounts cannot be read, none does.
  mutating func holds(device: UInt64) -> Bool {
    if let answer = known[device] { return answer }
    let answer = MountTable.current().typeName(ofDevice: device).map(Self.names.contains) ?? false
    known[device] = answer
    return answer
  }

  private static let names: Set<String> = [
    "autofs", "binfmt_misc", "bpf", "cgroup", "cgroup2", "configfs", "debugfs", "devpts", "efivarfs", "fusectl",
    "hugetlbfs", "mqueue", "nsfs", "proc", "pstore", "rpc_pipefs", "securityfs", "selinuxfs", "sysfs", "tracefs",
  ]
}
