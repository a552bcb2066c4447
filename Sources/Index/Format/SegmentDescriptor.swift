import NearDuplicates
import Postings

/// What a segment says of itself: its counts, and the length and the checksums of each of its streams.
struct SegmentDescriptor: Equatable, Sendable {
  /// The length of a stream in bytes, and the CRC-32C of each of its chunks.
  struct Stream: Equatable, Sendable {
    var id: StreamID
    var length: UInt64
    var checksums: [UInt32]
  }

  var documentCount: Int
  var nonemptyDocumentCount: Int
  var totalLength: UInt64
  var termCount: UInt64
  /// The number of blocks in the term dictionary.
  var termBlockCount: UInt64
  /// The number of phrases of common terms.
  var phraseCount: UInt64
  /// The number of blocks in the dictionary of phrases.
  var phraseBlockCount: UInt64
  /// The least ordinal: that of document 0, whom the others follow one by one, unless there is a stream of ordinals.
  var firstOrdinal: UInt64
  /// The streams that are not empty, by ascending id.
  var streams: [Stream]

  func encoded() -> [UInt8] {
    var encoder = FieldEncoder()
    encoder.append(IndexFormat.descriptorMagic)
    encoder.append(UInt32(documentCount))
    encoder.append(UInt32(nonemptyDocumentCount))
    encoder.append(totalLength)
    encoder.append(termCount)
    encoder.append(termBlockCount)
    encoder.append(phraseCount)
    encoder.append(phraseBlockCount)
    encoder.append(firstOrdinal)
    encoder.append(UInt8(streams.count))
    for stream in streams {
      encoder.append(stream.id.rawValue)
      encoder.append(stream.length)
      stream.checksums.forEach { encoder.append($0) }
    }
    return encoder.sealed()
  }

  init(
    documentCount: Int, nonemptyDocumentCount: Int, totalLength: UInt64, termCount: UInt64, termBlockCount: UInt64,
    phraseCount: UInt64, phraseBlockCount: UInt64, firstOrdinal: UInt64, streams: [Stream]
  ) {
    self.documentCount = documentCount
    self.nonemptyDocumentCount = nonemptyDocumentCount
    self.totalLength = totalLength
    self.termCount = termCount
    self.termBlockCount = termBlockCount
    self.phraseCount = phraseCount
    self.phraseBlockCount = phraseBlockCount
    self.firstOrdinal = firstOrdinal
    self.streams = streams
  }

  init(decoding bytes: [UInt8], segment: UInt32) throws {
    let what = "descriptor of segment \(segment)"
    var decoder = try FieldDecoder(sealed: bytes, what: what)
    guard try decoder.read(count: 4).elementsEqual(IndexFormat.descriptorMagic) else {
      throw IndexError.damaged("the \(what) does not start as one")
    }
    documentCount = Int(try decoder.read(UInt32.self))
    nonemptyDocumentCount = Int(try decoder.read(UInt32.self))
    totalLength = try decoder.read()
    termCount = try decoder.read()
    termBlockCount = try decoder.read()
    phraseCount = try decoder.read()
    phraseBlockCount = try decoder.read()
    firstOrdinal = try decoder.read()
    streams = []
    for _ in 0..<(try decoder.read(UInt8.self)) {
      let rawID = try decoder.read(UInt8.self)
      guard let id = StreamID(rawValue: rawID), streams.last.map({ $0.id.rawValue < rawID }) ?? true else {
        throw IndexError.damaged("the \(what) names a stream \(rawID)")
      }
      let length = try decoder.read(UInt64.self)
      guard length > 0, length <= IndexFormat.maximumStreamLength else {
        throw IndexError.damaged("the \(what) gives \(id.name) no usable length")
      }
      let chunkCount = (Int(length) - 1) / id.chunkCapacity + 1
      // Cut short bytes are noticed before room for all the checksums is made.
      var checksums = try decoder.read(count: 4 * chunkCount)[...]
      var decoded: [UInt32] = []
      decoded.reserveCapacity(chunkCount)
      while !checksums.isEmpty {
        decoded.append(checksums.prefix(4).reversed().reduce(0) { $0 << 8 | UInt32($1) })
        checksums = checksums.dropFirst(4)
      }
      streams.append(Stream(id: id, length: length, checksums: decoded))
    }
    guard decoder.isAtEnd else { throw IndexError.damaged("the \(what) is longer than its streams") }
    try validate(segment: segment)
  }

  /// The length of a stream in bytes; 0 if the segment has none.
  func length(of id: StreamID) -> UInt64 {
    streams.first { $0.id == id }?.length ?? 0
  }

  /// What must agree before an array is indexed by a document or a block.
  private func validate(segment: UInt32) throws {
    guard documentCount <= DocID.maximumCount, nonemptyDocumentCount <= documentCount,
      Self.fit(termCount, inBlocks: termBlockCount), Self.fit(phraseCount, inBlocks: phraseBlockCount)
    else {
      throw IndexError.damaged(
        "segment \(segment) claims \(documentCount) documents, \(termBlockCount) and \(phraseBlockCount) blocks of terms"
      )
    }
    let documents = UInt64(documentCount)
    let demands: [(StreamID, UInt64, Bool)] = [
      (.norms, documents, false),
      (.titleLengths, 2 * documents, true),
      (.ordinals, UInt64(IndexFormat.ordinalSize) * documents, true),
      (.storedOffsets, 8 * documents, true),
      (.sourceMapOffsets, 8 * documents, true),
      (.fingerprints, UInt64(Fingerprint.encodedLength) * documents, true),
      (.termIndex, UInt64(IndexFormat.termIndexEntrySize) * termBlockCount, false),
      (.phraseIndex, UInt64(IndexFormat.termIndexEntrySize) * phraseBlockCount, false),
    ]
    for (id, expected, mayBeAbsent) in demands where !(mayBeAbsent && length(of: id) == 0) {
      guard length(of: id) == expected else {
        throw IndexError.damaged(
          "\(id.name) of segment \(segment) has \(length(of: id)) bytes, \(expected) were expected")
      }
    }
    guard (length(of: .fingerprints) > 0) == (length(of: .fingerprintKeys) > 0) else {
      throw IndexError.damaged(
        "segment \(segment) has fingerprints without the table of their keys, or the table alone")
    }
  }

  /// Whether blocks of a dictionary can hold so many keys.
  private static func fit(_ count: UInt64, inBlocks blockCount: UInt64) -> Bool {
    blockCount <= 1 << 40 && count >= blockCount && count <= blockCount * UInt64(IndexFormat.termsPerBlock)
  }
}
