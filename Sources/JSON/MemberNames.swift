/// The names of the members of all open objects, so that a name that comes twice is found.
///
/// One stack serves all nesting levels. Small objects are searched name by name; from ``tableThreshold`` members on, a
/// hash table over the bytes takes over, so that the check stays linear. The hash is the standard library's, seeded
/// per process: nobody can write names that collide.
struct MemberNames {
  /// Where the bytes of a name lie: in the text itself, or, where escapes were resolved, in ``resolved``.
  struct Name {
    let range: Range<Int>
    let isResolved: Bool
  }

  /// Where an open object's names begin.
  private struct Level {
    let firstName: Int
    let firstResolved: Int
    /// Slots of 1 + the index of a name, 0 where empty; empty below the threshold. The count is a power of two.
    var table: [Int] = []
  }

  static let tableThreshold = 16

  /// Names with their escapes resolved, one after another.
  var resolved: [UInt8] = []
  private var names: [Name] = []
  private var levels: [Level] = []

  mutating func open() {
    levels.append(Level(firstName: names.count, firstResolved: resolved.count))
  }

  mutating func close() {
    let level = levels.removeLast()
    names.removeLast(names.count - level.firstName)
    resolved.removeLast(resolved.count - level.firstResolved)
  }

  /// The bytes of a name, valid during the call of `body`.
  func withBytes<Result>(
    of name: Name, in text: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer) -> Result
  ) -> Result {
    guard name.isResolved else { return unsafe body(UnsafeRawBufferPointer(rebasing: text[name.range])) }
    return unsafe resolved.withUnsafeBytes { unsafe body(UnsafeRawBufferPointer(rebasing: $0[name.range])) }
  }

  /// Adds a name to the innermost object.
  ///
  /// - Returns: false where the object has it already.
  mutating func insert(_ name: Name, in text: UnsafeRawBufferPointer) -> Bool {
    let level = levels.count - 1
    let first = levels[level].firstName
    let count = names.count - first
    if count < Self.tableThreshold {
      for other in names[first...] where unsafe areEqual(other, name, in: text) {
        return false
      }
      names.append(name)
      return true
    }
    if count >= levels[level].table.count / 2 {
      unsafe growTable(of: level, in: text)
    }
    names.append(name)
    return unsafe insertIntoTable(of: level, nameAt: names.count - 1, in: text)
  }

  private mutating func growTable(of level: Int, in text: UnsafeRawBufferPointer) {
    let size = max(levels[level].table.count * 2, Self.tableThreshold * 4)
    levels[level].table = Array(repeating: 0, count: size)
    for index in levels[level].firstName..<names.count {
      _ = unsafe insertIntoTable(of: level, nameAt: index, in: text)
    }
  }

  private mutating func insertIntoTable(of level: Int, nameAt index: Int, in text: UnsafeRawBufferPointer) -> Bool {
    let mask = levels[level].table.count - 1
    var slot = unsafe hash(of: names[index], in: text) & mask
    while levels[level].table[slot] != 0 {
      if unsafe areEqual(names[levels[level].table[slot] - 1], names[index], in: text) { return false }
      slot = (slot + 1) & mask
    }
    levels[level].table[slot] = index + 1
    return true
  }

  private func hash(of name: Name, in text: UnsafeRawBufferPointer) -> Int {
    var hasher = Hasher()
    unsafe withBytes(of: name, in: text) { unsafe hasher.combine(bytes: $0) }
    return hasher.finalize()
  }

  private func areEqual(_ left: Name, _ right: Name, in text: UnsafeRawBufferPointer) -> Bool {
    guard left.range.count == right.range.count else { return false }
    return unsafe withBytes(of: left, in: text) { left in
      unsafe withBytes(of: right, in: text) { right in
        unsafe left.elementsEqual(right)
      }
    }
  }
}
