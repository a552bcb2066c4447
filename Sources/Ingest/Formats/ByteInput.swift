import Gzip
package import Platform

/// The bytes of a file or a pipe from the beginning on, decompressed if they are compressed.
package struct ByteInput: ~Copyable {
  /// How much more than its file a compressed stream may hold, from ``leastExpandedSize`` on. Text gets nowhere near it, and
  /// a file of a few megabytes that would keep us busy for hours goes far beyond.
  static let greatestExpansion = 512
  static let leastExpandedSize = 1 << 28

  private static let compressedChunkSize = 1 << 18

  private let file: FileDescriptor
  private let isCompressed: Bool
  private var decoder: GzipDecoder?
  /// How many bytes of the file are still to be read at most; nil where only its end says so.
  private var remaining: Int?
  /// Bytes of the file that have not been decompressed yet.
  private var compressed: [UInt8] = []
  private var pending = 0..<0
  private var expandedCount = 0

  /// Bytes of the file that were read so far.
  package private(set) var readCount = 0
  /// The file came to its end before as many bytes were read as were expected.
  package private(set) var isCutShort = false

  /// Begins to read.
  ///
  /// - Parameters:
  ///   - file: Where to read.
  ///   - size: The size of a file, behind which nothing is read: others may be appending to it, faster than it is read.
  ///     Nil for a pipe.
  ///   - isCompressed: Whether to decompress it.
  /// - Throws: `InputError` where there is no memory to decompress.
  package init(_ file: consuming FileDescriptor, size: Int? = nil, isCompressed: Bool = false) throws(InputError) {
    self.file = consume file
    remaining = size
    self.isCompressed = isCompressed
    do throws(GzipError) {
      decoder = isCompressed ? try GzipDecoder() : nil
    } catch {
      throw .gzip(error)
    }
  }

  /// Reads on into `buffer[range]`, which must not be empty; 0 only at the end.
  package mutating func read(into buffer: inout [UInt8], _ range: Range<Int>) throws(InputError) -> Int {
    isCompressed ? try readDecompressed(into: &buffer, range) : try readFile(into: &buffer, range)
  }

  /// Passes the hole of a sparse file, if it is in one, and tells its length.
  package mutating func skipHole() -> Int {
    guard !isCompressed else { return 0 }
    let count = file.skipHole()
    readCount += count
    remaining = remaining.map { max($0 - count, 0) }
    return count
  }

  private mutating func readFile(into buffer: inout [UInt8], _ range: Range<Int>) throws(InputError) -> Int {
    let wanted = range.prefix(remaining ?? range.count)
    guard !wanted.isEmpty else { return 0 }
    let count: Int
    do throws(SystemError) {
      count = try file.read(into: &buffer, wanted)
    } catch {
      throw .system(error)
    }
    readCount += count
    remaining = remaining.map { $0 - count }
    isCutShort = count == 0 && remaining != nil
    return count
  }

  private mutating func readDecompressed(into buffer: inout [UInt8], _ range: Range<Int>) throws(InputError) -> Int {
    while true {
      if pending.isEmpty {
        if compressed.isEmpty { compressed = Array(repeating: 0, count: Self.compressedChunkSize) }
        pending = 0..<(try refill())
      }
      let count: Int
      do throws(GzipError) {
        guard !pending.isEmpty else {
          try decoder?.finish()
          return 0
        }
        let (used, written) = try decoder?.decode(compressed, pending, into: &buffer, range) ?? (0, 0)
        guard used > 0 || written > 0 else { throw .damaged("zlib does not read on") }
        pending = pending.lowerBound + used..<pending.upperBound
        guard written > 0 else { continue }
        expandedCount += written
        count = written
      } catch {
        throw .gzip(error)
      }
      guard expandedCount < Self.leastExpandedSize || expandedCount / Self.greatestExpansion <= readCount else {
        throw .expandsTooFar
      }
      return count
    }
  }

  private mutating func refill() throws(InputError) -> Int {
    // Out of the structure while another method of it writes to it.
    var chunk: [UInt8] = []
    swap(&chunk, &compressed)
    defer { swap(&chunk, &compressed) }
    return try readFile(into: &chunk, chunk.indices)
  }
}
