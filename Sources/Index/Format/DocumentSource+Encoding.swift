extension DocumentSource {
  /// The bit of the flags that says that the file is compressed.
  private static let compressedFlag: UInt8 = 1

  /// The stored field.
  var encoded: [UInt8] {
    var encoder = FieldEncoder()
    encoder.append(format.rawValue)
    encoder.append(isCompressed ? Self.compressedFlag : 0)
    encoder.append(size)
    encoder.append(modified)
    encoder.append(hash)
    encoder.append(Int64(line))
    encoder.append(Int64(offset))
    return encoder.bytes
  }

  /// Reads the stored field.
  init(decoding bytes: [UInt8]) throws {
    var decoder = FieldDecoder(bytes, what: "source of a document")
    let rawFormat = try decoder.read(UInt8.self)
    let flags = try decoder.read(UInt8.self)
    guard let format = Format(rawValue: rawFormat), flags & ~Self.compressedFlag == 0 else {
      throw IndexError.damaged("a document claims a source of kind \(rawFormat) with flags \(flags)")
    }
    self.init(format: format)
    isCompressed = flags & Self.compressedFlag != 0
    size = try decoder.read()
    modified = Int64(bitPattern: try decoder.read())
    hash = try decoder.read()
    guard let line = Int(exactly: try decoder.read(UInt64.self)),
      let offset = Int(exactly: try decoder.read(UInt64.self)), decoder.isAtEnd
    else { throw IndexError.damaged("the source of a document gives no usable place") }
    self.line = line
    self.offset = offset
  }
}
