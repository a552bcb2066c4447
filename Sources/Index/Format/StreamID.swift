/// A stream of a segment: one of its arrays of bytes, cut into chunks. The numbers stand on disk: do not change them.
public enum StreamID: UInt8, CaseIterable, Sendable {
  /// Blocks of the term dictionary.
  case terms = 1
  /// The sparse index over the blocks of the term dictionary.
  case termIndex = 2
  /// Documents and frequencies of every term.
  case documents = 3
  /// Positions of every term.
  case positions = 4
  /// A skip entry for each full block of documents.
  case skips = 5
  /// The length of each document, in one byte.
  case norms = 6
  /// The number of title tokens of each document, in two bytes.
  case titleLengths = 7
  /// The ingest ordinal of each document, less the least, in four bytes, where they do not simply ascend one by one.
  case ordinals = 8
  /// Compressed blocks of stored documents.
  case stored = 9
  /// Where each stored block stands.
  case storedIndex = 10
  /// Where each document starts within the stored bytes.
  case storedOffsets = 11
  /// Hashes of external ids and paths, sorted, each with its document.
  case documentKeys = 12
  /// Compressed blocks of the maps from documents to the bytes of their files.
  case sourceOffsets = 13
  /// Bounds of the scores of blocks of documents.
  case impacts = 14
  /// The dictionary of phrases of common terms.
  case phrases = 15
  /// Which documents are deleted: the one thing of a segment that changes, so that the manifest and not the descriptor tells of
  /// it.
  case deletions = 16
  /// Where each block of maps stands.
  case sourceOffsetsIndex = 17
  /// A sparse index over the dictionary of phrases.
  case phraseIndex = 18
  /// The terms whose phrases have lists.
  case commonTerms = 19
  /// Where the maps of each document start within those of all.
  case sourceMapOffsets = 20
  /// What reprints of each document are recognised by.
  case fingerprints = 22
  /// Which documents have fingerprints with the same keys.
  case fingerprintKeys = 23

  /// The place of the stream among all of them, which stand in the order of their numbers; 21 is none.
  var place: Int { Int(rawValue) - (rawValue < 21 ? 1 : 2) }

  /// The name shown by `quod stats` and in messages.
  public var name: String {
    switch self {
    case .terms: "terms"
    case .termIndex: "term index"
    case .documents: "documents"
    case .positions: "positions"
    case .skips: "skips"
    case .norms: "norms"
    case .titleLengths: "title lengths"
    case .ordinals: "ordinals"
    case .stored: "stored documents"
    case .storedIndex: "stored index"
    case .storedOffsets: "stored offsets"
    case .documentKeys: "document keys"
    case .sourceOffsets: "source offsets"
    case .impacts: "impacts"
    case .phrases: "phrases"
    case .deletions: "deletions"
    case .sourceOffsetsIndex: "source offsets index"
    case .phraseIndex: "phrase index"
    case .commonTerms: "common terms"
    case .sourceMapOffsets: "source map offsets"
    case .fingerprints: "fingerprints"
    case .fingerprintKeys: "fingerprint keys"
    }
  }

  /// Whether the stream belongs to the stored text rather than to the index over it.
  public var isStoredText: Bool {
    switch self {
    case .stored, .storedIndex, .storedOffsets, .sourceOffsets, .sourceOffsetsIndex, .sourceMapOffsets, .fingerprints,
      .fingerprintKeys:
      true
    default: false
    }
  }

  /// Bytes of every chunk of this stream but the last.
  public var chunkCapacity: Int {
    switch self {
    case .norms, .titleLengths, .ordinals, .storedOffsets, .sourceMapOffsets, .deletions: IndexFormat.arrayChunkCapacity
    case .fingerprints: IndexFormat.fingerprintChunkCapacity
    default: IndexFormat.chunkCapacity
    }
  }
}
