import Platform

/// The file systems that the kernel makes up: their files are switches and gauges, not texts, and reading one may
/// hang, never end, or do something.
package struct PseudoFileSystem {
  /// By device number, what has been found out so far.
  private var known: [UInt64: Bool] = [:]

  /// Whether the device holds such a file system. Where the system's table of mounts cannot be read, none does.
  mutating func holds(device: UInt64) -> Bool {
    if let answer = known[device] { return answer }
    let answer = Self.typeName(device: device, mounts: Self.readMounts()).map(Self.names.contains) ?? false
    known[device] = answer
    return answer
  }

  private static let names: Set<String> = [
    "autofs", "binfmt_misc", "bpf", "cgroup", "cgroup2", "configfs", "debugfs", "devpts", "efivarfs", "fusectl",
    "hugetlbfs", "mqueue", "nsfs", "proc", "pstore", "rpc_pipefs", "securityfs", "selinuxfs", "sysfs", "tracefs",
  ]

  /// Linux's table: one mount a line, its device third as `major:minor`, its type first behind the field ` - `.
  ///
  /// Source: proc(5), /proc/pid/mountinfo.
  ///
  /// - Parameters:
  ///   - device: The number of the device, as `st_dev` has it.
  ///   - mounts: The table.
  /// - Returns: The file system's type, such as `ext4`; nil where the device is not mounted.
  package static func typeName(device: UInt64, mounts: [UInt8]) -> String? {
    // The layout of a device number in Linux's 64-bit `st_dev`.
    let major = (device >> 8) & 0xFFF | (device >> 32) & 0xFFFF_F000
    let minor = device & 0xFF | (device >> 12) & 0xFFFF_FF00
    let wanted = Array("\(major):\(minor)".utf8)
    for line in mounts.split(separator: UInt8(ascii: "\n")) {
      let fields = line.split(separator: UInt8(ascii: " "))
      guard fields.count > 3, fields[2].elementsEqual(wanted) else { continue }
      let type = fields.drop { !$0.elementsEqual("-".utf8) }.dropFirst().first
      return type.map { String(decoding: $0, as: UTF8.self) }
    }
    return nil
  }

  private static func readMounts() -> [UInt8] {
    guard let file = try? FileDescriptor.open("/proc/self/mountinfo".utf8) else { return [] }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while let count = try? file.read(into: &chunk, chunk.indices), count > 0 { bytes += chunk[..<count] }
    return bytes
  }
}
