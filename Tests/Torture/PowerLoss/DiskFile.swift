import TestSupport

/// A file on a simulated disk: what is surely on it, and what the system may or may not have written since.
final class DiskFile {
  private enum Pending {
    case write(offset: Int, bytes: ArraySlice<UInt8>, isSynced: Bool)
    case resize(Int)
  }

  /// What a disk writes whole or not at all.
  private static let sectorSize = 512

  private var stable: [UInt8] = []
  private var pending: [Pending] = []

  func write(_ bytes: ArraySlice<UInt8>, at offset: Int, isSynced: Bool) {
    pending.append(.write(offset: offset, bytes: bytes, isSynced: isSynced))
  }

  func resize(_ size: Int) {
    pending.append(.resize(size))
  }

  func sync() {
    for change in pending { Self.apply(change, to: &stable) }
    pending = []
  }

  /// What is there after the power was cut.
  ///
  /// - Parameter random: decides for each change since the last sync whether it is there, was lost, or is there in part.
  /// - Returns: its bytes.
  func contents(_ random: inout SplitMix64) -> [UInt8] {
    var contents = stable
    // By turns all, none and some of what was not synced is there.
    let share = [0, 4, 2, 1, 3][random.below(5)]
    // Sizes are kept apart from what lies in a file: any that the file has had since the last sync may be there.
    var size = stable.count
    var sizes = [size]
    for change in pending {
      switch change {
      case .write(let offset, let bytes, let isSynced):
        size = max(size, offset + bytes.count)
        sizes = isSynced ? [size] : sizes + [size]
        if isSynced {
          Self.apply(change, to: &contents)
        } else if random.below(4) < share {
          Self.apply(change, to: &contents)
        } else if share > 0, random.below(2) == 0 {
          Self.tear(bytes, at: offset, into: &contents, &random)
        }
      case .resize(let count):
        size = count
        sizes.append(size)
        if random.below(4) < share { Self.apply(change, to: &contents) }
      }
    }
    Self.apply(.resize(sizes[random.below(sizes.count)]), to: &contents)
    return contents
  }

  /// Writes the first sectors, or any.
  private static func tear(
    _ bytes: ArraySlice<UInt8>, at offset: Int, into contents: inout [UInt8], _ random: inout SplitMix64
  ) {
    let end = offset + bytes.count
    let cut = offset + random.below(bytes.count + 1)
    let isPrefix = random.below(2) == 0
    var start = offset
    while start < end {
      let next = min(end, (start / sectorSize + 1) * sectorSize)
      if isPrefix ? next <= cut : random.below(2) == 0 {
        let sector = bytes[bytes.startIndex + start - offset..<bytes.startIndex + next - offset]
        apply(.write(offset: start, bytes: sector, isSynced: false), to: &contents)
      }
      start = next
    }
  }

  private static func apply(_ change: Pending, to contents: inout [UInt8]) {
    switch change {
    case .write(let offset, let bytes, _):
      let end = offset + bytes.count
      if contents.count < end { contents.append(contentsOf: repeatElement(0, count: end - contents.count)) }
      contents.replaceSubrange(offset..<end, with: bytes)
    case .resize(let size):
      if contents.count > size {
        contents.removeLast(contents.count - size)
      } else {
        contents.append(contentsOf: repeatElement(0, count: size - contents.count))
      }
    }
  }
}
