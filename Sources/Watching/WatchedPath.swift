/// Paths as bytes.
enum WatchedPath {
  static let slash = UInt8(ascii: "/")

  /// The order in which a folder stands directly before all that is below it: a slash comes before every other byte.
  static func precedes(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    let (left, right) = (left.span, right.span)
    for index in 0..<min(left.count, right.count) where left[index] != right[index] {
      return left[index] == slash || (right[index] != slash && left[index] < right[index])
    }
    return left.count < right.count
  }

  /// Whether a path leads to something below a folder.
  static func isBelow(_ path: [UInt8], _ folder: [UInt8]) -> Bool {
    let base = base(of: folder)
    return path.count > base.count && path.starts(with: base)
  }

  /// A folder's path with the slash behind which its entries' names stand.
  static func base(of folder: [UInt8]) -> [UInt8] {
    folder.last == slash ? folder : folder + [slash]
  }

  /// The folder's path again: one that ends in a slash would be followed if it were a symbolic link.
  static func folder(ofBase base: [UInt8]) -> [UInt8] {
    base.count > 1 ? base.dropLast() : base
  }

  /// A path's last name, and the path of the folder that it is in.
  static func split(_ path: [UInt8]) -> (folder: [UInt8], name: [UInt8]) {
    guard let end = path.lastIndex(of: slash) else { return ([UInt8(ascii: ".")], path) }
    return (end == 0 ? [slash] : Array(path[..<end]), Array(path[(end + 1)...]))
  }

  /// Whether a name can be one of an entry.
  static func isName(_ name: [UInt8]) -> Bool {
    !name.isEmpty && !name.contains(slash) && name != [UInt8(ascii: ".")] && name != Array("..".utf8)
  }
}
