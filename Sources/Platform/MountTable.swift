/// Linux's table of what is mounted.
///
/// Source: proc(5), /proc/pid/mountinfo: one mount a line, its device third as `major:minor`, its type first behind the
/// field ` - `.
package struct MountTable: Sendable {
  private let bytes: [UInt8]

  /// A table with these lines.
  package init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// The table as it is now; empty where it cannot be read.
  package static func current() -> MountTable {
    guard let file = try? FileDescriptor.open("/proc/self/mountinfo".utf8) else { return MountTable([]) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while let count = try? file.read(into: &chunk, chunk.indices), count > 0 { bytes += chunk[..<count] }
    return MountTable(bytes)
  }

  /// The type of the file system on a device, such as `ext4`; nil where the device is not mounted.
  ///
  /// - Parameter device: The number of the device, as `st_dev` has it.
  /// - Returns: The type's name.
  package func typeName(ofDevice device: UInt64) -> String? {
    // The layout of a device number in Linux's 64-bit `st_dev`.
    let major = (device >> 8) & 0xFFF | (device >> 32) & 0xFFFF_F000
    let minor = device & 0xFF | (device >> 12) & 0xFFFF_FF00
    let wanted = Array("\(major):\(minor)".utf8)
    for line in bytes.split(separator: UInt8(ascii: "\n")) {
      let fields = line.split(separator: UInt8(ascii: " "))
      guard fields.count > 3, fields[2].elementsEqual(wanted) else { continue }
      let type = fields.drop { !$0.elementsEqual("-".utf8) }.dropFirst().first
      return type.map { String(decoding: $0, as: UTF8.self) }
    }
    return nil
  }
}
