/// The root of an index: which segments are live. It is replaced in one LMDB transaction, so a reader sees an old index or
/// a new one, never a mixture.
public struct Manifest: Equatable, Sendable {
  /// Identifies the analyzer that the documents went through.
  public var analyzerFingerprint: UInt64
  /// Grows by one with every commit.
  public var epoch: UInt64
  /// The number that the next segment gets; greater than that of every live one.
  public var nextSegmentID: UInt32
  /// The ordinal that the next document gets.
  public var nextOrdinal: UInt64
  /// The live segments, in the order in which their documents came in.
  public var segments: [SegmentSummary]

  /// An index without documents.
  init(analyzerFingerprint: UInt64) {
    self.analyzerFingerprint = analyzerFingerprint
    epoch = 0
    nextSegmentID = 1
    nextOrdinal = 0
    segments = []
  }

  /// How many documents the index holds.
  public var documentCount: Int { segments.reduce(0) { $0 + $1.liveCount } }

  /// The N of BM25: how many documents have at least one token. Deleted ones count until they are merged away, here and in all
  /// other statistics.
  public var nonemptyDocumentCount: Int { segments.reduce(0) { $0 + $1.nonemptyDocumentCount } }

  /// The sum of the lengths of all documents, in tokens.
  public var totalLength: UInt64 { segments.reduce(0) { $0 &+ $1.totalLength } }

  func encoded() -> [UInt8] {
    var encoder = FieldEncoder()
    encoder.append(IndexFormat.manifestMagic)
    encoder.append(IndexFormat.version)
    encoder.append(UInt32(segments.count))
    encoder.append(analyzerFingerprint)
    encoder.append(epoch)
    encoder.append(nextOrdinal)
    encoder.append(nextSegmentID)
    for segment in segments {
      encoder.append(segment.id)
      encoder.append(UInt32(segment.documentCount))
      encoder.append(UInt32(segment.nonemptyDocumentCount))
      encoder.append(segment.totalLength)
      encoder.append(segment.descriptorChecksum)
      encoder.append(UInt32(segment.deletedCount))
      encoder.append(segment.deletionsChecksum)
    }
    return encoder.sealed()
  }

  /// Reads a manifest. The version is looked at before the checksum: a newer format may put it elsewhere.
  init(decoding bytes: [UInt8]) throws {
    let magic = IndexFormat.manifestMagic
    guard bytes.starts(with: magic), bytes.count >= magic.count + 4 else {
      throw IndexError.notAnIndex("the manifest does not start as one of Quo does")
    }
    let version = bytes[magic.count..<magic.count + 4].reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    guard version == IndexFormat.version else {
      throw IndexError.unsupportedFormat(found: version, supported: IndexFormat.version)
    }
    var decoder = try FieldDecoder(sealed: bytes, what: "manifest")
    _ = try decoder.read(count: magic.count + 4)
    let segmentCount = try decoder.read(UInt32.self)
    analyzerFingerprint = try decoder.read()
    epoch = try decoder.read()
    nextOrdinal = try decoder.read()
    nextSegmentID = try decoder.read()
    segments = []
    var ids: Set<UInt32> = []
    for _ in 0..<segmentCount {
      let segment = SegmentSummary(
        id: try decoder.read(),
        documentCount: Int(try decoder.read(UInt32.self)),
        nonemptyDocumentCount: Int(try decoder.read(UInt32.self)),
        totalLength: try decoder.read(),
        descriptorChecksum: try decoder.read(),
        deletedCount: Int(try decoder.read(UInt32.self)),
        deletionsChecksum: try decoder.read())
      guard segment.id > 0, segment.id < nextSegmentID, segment.nonemptyDocumentCount <= segment.documentCount,
        segment.deletedCount <= segment.documentCount,
        ids.insert(segment.id).inserted
      else { throw IndexError.damaged("the manifest contradicts itself about segment \(segment.id)") }
      segments.append(segment)
    }
    guard decoder.isAtEnd else { throw IndexError.damaged("the manifest is longer than its segments") }
  }
}
