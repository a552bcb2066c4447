import LMDB

extension Snapshot {
  /// What is known of the file at a path; nil if nothing is.
  ///
  /// - Throws: `IndexError.damaged`, `LMDBError`.
  public func file(at path: [UInt8]) throws -> FileEntry? {
    let value = unsafe try FileKey(path: path).bytes.withUnsafeBytes { key in
      unsafe try transaction.get(key).map { unsafe [UInt8]($0) }
    }
    guard let value else { return nil }
    let entry = try FileEntry(decoding: value)
    return entry.path == path ? entry : nil
  }

  /// Files that are known, in the order of their keys: a list is read in parts, so that no snapshot is held for long.
  ///
  /// - Parameters:
  ///   - prefix: what their paths begin with: a folder's ends in a slash.
  ///   - last: the last one that was given before; nil to begin.
  ///   - limit: how many are wanted at most.
  /// - Returns: the files; fewer than `limit` at the end.
  /// - Throws: `IndexError.damaged`, `LMDBError`.
  public func files(withPrefix prefix: [UInt8], after last: FileEntry? = nil, limit: Int) throws -> [FileEntry] {
    let start = (last.map { FileKey(path: $0.path) } ?? FileKey(firstWithPrefix: prefix)).bytes
    let bound = FileKey(firstWithPrefix: prefix).bytes
    var files: [FileEntry] = []
    unsafe try start.withUnsafeBytes { first in
      unsafe try transaction.forEach(from: first) { key, value in
        guard unsafe key.starts(with: bound) else { return false }
        if last != nil, unsafe key.elementsEqual(first) { return true }
        let entry = try unsafe FileEntry(decoding: [UInt8](value))
        if entry.path.starts(with: prefix) { files.append(entry) }
        return files.count < limit
      }
    }
    return files
  }
}
