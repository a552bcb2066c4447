/// What has been taken in so far, and what has not.
public struct IngestReport: Equatable, Sendable {
  /// How many warnings are kept.
  public static let warningLimit = 100

  /// Documents that were handed on.
  public internal(set) var documents = 0

  /// The bytes of their titles and bodies.
  public internal(set) var bytes = 0

  /// Documents among them that were not UTF-8 (``SourceDocument/isReencoded``).
  public internal(set) var reencodedDocuments = 0

  /// Documents among them of which a part is in an unknown encoding (``SourceDocument/isPartlyUndecoded``).
  public internal(set) var partlyUndecodedDocuments = 0

  /// Documents among them of which the name alone is known (``IngestOptions/includesNames``).
  public internal(set) var nameDocuments = 0

  /// Files that were not read, having not changed.
  public internal(set) var unchangedFiles = 0

  /// How often each reason came up; a reason that never did is not a key.
  public internal(set) var skipped: [SkipReason: Int] = [:]

  /// The first ``warningLimit`` warnings.
  public internal(set) var warnings: [IngestWarning] = []

  /// All warnings, those that were not kept included.
  public internal(set) var warningCount = 0

  /// Makes an empty report.
  public init() {}

  /// What could not be taken in, in all: reasons that are rules (``SkipReason/isByRule``) do not count.
  public var skippedCount: Int {
    skipped.reduce(0) { $0 + ($1.key.isByRule ? 0 : $1.value) }
  }

  /// The reasons that came up and how often, in the order of the cases of ``SkipReason``.
  public var skippedByReason: [(reason: SkipReason, count: Int)] {
    SkipReason.allCases.compactMap { reason in skipped[reason].map { (reason, $0) } }
  }

  mutating func add(_ warning: IngestWarning) {
    warningCount += 1
    if warnings.count < Self.warningLimit { warnings.append(warning) }
  }
}
