/// One consistent state of the index, as one thread reads it for the length of one query.
public final class Snapshot {
  /// Which segments are live, and the counts of all together.
  public let manifest: Manifest
  /// The live segments, in the order of the ordinals of their documents.
  public let segments: [SegmentReader]

  init(manifest: Manifest, segments: [SegmentReader]) {
    self.manifest = manifest
    self.segments = segments
  }

  /// How many documents the index holds.
  public var documentCount: Int { manifest.documentCount }

  /// How many documents hold a term, over all segments.
  ///
  /// - Throws: `IndexError.damaged`.
  public func documentFrequency(of term: [UInt8]) throws -> Int {
    try segments.reduce(0) { $0 + (try $1.terms.entry(of: term)?.documentFrequency ?? 0) }
  }
}
