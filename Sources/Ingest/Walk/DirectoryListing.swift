import Platform

/// The entries of one folder in the order of their names' bytes.
///
/// Names stand end to end in one array, so that a folder of a million files costs two allocations and no more than its
/// names and 16 bytes an entry.
struct DirectoryListing {
  /// One entry.
  struct Entry {
    fileprivate let offset: Int
    fileprivate let length: UInt32
    /// What it is; nil where the file system does not say.
    let kind: FileStatus.Kind?
  }

  private(set) var entries: [Entry] = []
  private var names: [UInt8] = []

  /// Lists the folder.
  init(of folder: borrowing FileDescriptor) throws(SystemError) {
    var names: [UInt8] = []
    var entries: [Entry] = []
    try unsafe folder.forEachEntry { name, kind in
      entries.append(Entry(offset: names.count, length: UInt32(name.count), kind: kind))
      unsafe names.append(contentsOf: name)
    }
    entries.sort { precedes($0, $1, in: names) }
    self.names = names
    self.entries = entries
  }

  /// The bytes of an entry's name.
  func name(of entry: Entry) -> ArraySlice<UInt8> {
    names[entry.offset..<entry.offset + Int(entry.length)]
  }

  /// Where the entry of this name stands, if there is one.
  func index(of name: [UInt8]) -> Int? {
    var low = 0
    var high = entries.count
    while low < high {
      let middle = low + (high - low) / 2
      if self.name(of: entries[middle]).lexicographicallyPrecedes(name) { low = middle + 1 } else { high = middle }
    }
    return low < entries.count && self.name(of: entries[low]).elementsEqual(name) ? low : nil
  }
}

private func precedes(_ left: DirectoryListing.Entry, _ right: DirectoryListing.Entry, in names: [UInt8]) -> Bool {
  let span = names.span
  let leftName = span.extracting(left.offset..<left.offset + Int(left.length))
  let rightName = span.extracting(right.offset..<right.offset + Int(right.length))
  for index in 0..<min(leftName.count, rightName.count) where leftName[index] != rightName[index] {
    return leftName[index] < rightName[index]
  }
  return leftName.count < rightName.count
}
