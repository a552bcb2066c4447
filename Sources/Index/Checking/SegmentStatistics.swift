/// What one segment holds, and what it takes.
public struct SegmentStatistics: Sendable {
  /// The segment's number.
  public let id: UInt32
  /// How many documents it holds.
  public let documentCount: Int
  /// How many of them have at least one token.
  public let nonemptyDocumentCount: Int
  /// Different terms.
  public let termCount: Int
  /// Pairs of a term and a document that holds it.
  public let postingCount: Int
  /// The phrases of common terms that have lists, and what these take.
  public let phrases: PhraseStatistics
  /// Positions: the lengths of all documents together.
  public let positionCount: UInt64
  /// The streams that are not empty, by ascending id.
  public let streams: [StreamStatistics]
  /// Bytes of title and body of all documents; nil if they are not stored, or were not asked for.
  public let textByteCount: Int?

  init(_ reader: SegmentReader, pageSize: Int, measuresText: Bool) throws {
    id = reader.id
    documentCount = reader.documentCount
    nonemptyDocumentCount = reader.segment.summary.nonemptyDocumentCount
    termCount = reader.terms.count
    positionCount = reader.segment.summary.totalLength
    streams = reader.segment.descriptor.streams.map { StreamStatistics($0, pageSize: pageSize) }
    postingCount = try reader.terms.postingCount
    phrases = try PhraseStatistics(reader)
    textByteCount = measuresText ? try Self.textByteCount(of: reader) : nil
  }

  private static func textByteCount(of reader: SegmentReader) throws -> Int? {
    let stored = try reader.storedDocuments()
    guard stored.isAvailable else { return nil }
    var count = 0
    for number in try stored.documentsByRecord() {
      let document = try stored.document(number)
      count += document.title.count + document.body.count
    }
    return count
  }
}
