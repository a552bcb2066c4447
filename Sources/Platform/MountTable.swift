/// Linux's table of what is mounted.
///
/// Source: proc(5), /proc/pid/mountinfo: one mount a line, its device third as `major:minor`, its place
/// fifth, its type first behind the field ` - `.
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

  /// The places in a folder where something is mounted, in the order of their bytes, without the folder itself.
  ///
  /// - Parameter folder: Its absolute path, free of symbolic links.
  /// - Returns: Their paths.
  package func places(below folder: [UInt8]) -> [[UInt8]] {
    let base = folder.last == UInt8(ascii: "/") ? folder : folder + [UInt8(ascii: "/")]
    return bytes.split(separator: UInt8(ascii: "\n")).compactMap { line in
      let fields = line.split(separator: UInt8(ascii: " "), maxSplits: 5)
      guard fields.count > 4 else { return nil }
      let place = Self.unescaped(fields[4])
      return place.count > base.count && place.starts(with: base) ? place : nil
    }.sorted { $0.lexicographicallyPrecedes($1) }
  }

  /// A path as it is: in the table, a white space or a backslash is a backslash and three octal digits.
  private static func unescaped(_ field: ArraySlice<UInt8>) -> [UInt8] {
    var path: [UInt8] = []
    var rest = field
    while let byte = rest.popFirst() {
      let digits = rest.prefix(3).map { $0 &- UInt8(ascii: "0") }
      if byte == UInt8(ascii: "\\"), digits.count == 3, digits.allSatisfy({ $0 < 8 }) {
        path.append(digits.reduce(0) { $0 &* 8 &+ $1 })
        rest = rest.dropFirst(3)
      } else {
        path.append(byte)
      }
    }
    return path
  }
}
