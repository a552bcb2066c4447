/// What an index knows of a file that was looked at: by it a file that has not changed is recognised and not read again.
public struct FileEntry: Equatable, Sendable {
  /// The path's bytes.
  public var path: [UInt8]
  /// What the system said of the file.
  public var stamp: FileStamp
  /// XXH64 of its bytes; 0 where they were not read as a whole.
  public var hash: UInt64
  /// Why it was not taken in, in a few words; empty if it was.
  public var skipReason: String

  /// An entry of these parts.
  public init(path: [UInt8], stamp: FileStamp, hash: UInt64 = 0, skipReason: String = "") {
    self.path = path
    self.stamp = stamp
    self.hash = hash
    self.skipReason = skipReason
  }

  /// The value under the file's key.
  var encoded: [UInt8] {
    var encoder = FieldEncoder()
    encoder.append(stamp.size)
    encoder.append(stamp.modified)
    encoder.append(stamp.changed)
    encoder.append(stamp.device)
    encoder.append(stamp.inode)
    encoder.append(hash)
    encoder.append(UInt16(path.count))
    encoder.append(path)
    encoder.append(Array(skipReason.utf8))
    return encoder.sealed()
  }

  /// Reads a value back.
  ///
  /// - Throws: `IndexError.damaged`.
  init(decoding bytes: [UInt8]) throws {
    var decoder = try FieldDecoder(sealed: bytes, what: "entry of a file")
    let size = try decoder.read(UInt64.self)
    let times = (try decoder.read(UInt64.self), try decoder.read(UInt64.self))
    stamp = FileStamp(
      size: size, modified: Int64(bitPattern: times.0), changed: Int64(bitPattern: times.1),
      device: try decoder.read(), inode: try decoder.read())
    hash = try decoder.read()
    path = Array(try decoder.read(count: Int(try decoder.read(UInt16.self))))
    skipReason = String(decoding: decoder.readRest(), as: UTF8.self)
  }
}
