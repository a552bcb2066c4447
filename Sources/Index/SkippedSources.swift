/// What a build did not take in: how much of it for which reason, and the first so many items.
public struct SkippedSources: Equatable, Sendable {
  /// A file, a folder with all it holds, or a line.
  public struct Item: Equatable, Sendable {
    /// The path's bytes, which need not be UTF-8.
    public var path: [UInt8]
    /// The line of a JSON-lines source, from 1; 0 where the item is not a line.
    public var line: Int
    /// The place in the line where it went wrong, in bytes from 1; 0 where that says nothing.
    public var column: Int
    /// Why, in a few words.
    public var reason: String
    /// What went wrong, in words; empty where the reason says it all.
    public var detail: String

    /// An item of these parts.
    public init(path: [UInt8], line: Int = 0, column: Int = 0, reason: String, detail: String = "") {
      self.path = path
      self.line = line
      self.column = column
      self.reason = reason
      self.detail = detail
    }
  }

  /// How often a reason came up.
  public struct Count: Equatable, Sendable {
    /// The reason, in a few words.
    public var reason: String
    /// How many items were not taken in for it.
    public var count: Int
    /// The user's rules asked for it: such items are not listed.
    public var isByRule: Bool

    /// A count of these parts.
    public init(reason: String, count: Int, isByRule: Bool) {
      self.reason = reason
      self.count = count
      self.isByRule = isByRule
    }
  }

  /// How many items are kept at most.
  public static let itemLimit = 10_000

  /// How many bytes their paths and details have together at most: of items with very long ones fewer are kept.
  static let byteLimit = 4 << 20

  /// How many reasons there are at most.
  static let reasonLimit = 1000

  /// The reasons that came up, each once, and how often.
  public private(set) var counts: [Count] = []

  /// The first items, up to ``itemLimit``, but for those left out by rule.
  public private(set) var items: [Item] = []

  private var byteCount = 0

  /// Nothing was skipped.
  public init() {}

  /// How many items were not taken in, but for those left out by rule.
  public var count: Int {
    // A forged list may claim any.
    counts.reduce(0) { sum, next in next.isByRule ? sum : Int(clamping: UInt64(sum) + UInt64(max(next.count, 0))) }
  }

  /// Adds how often a reason came up that was not added before.
  public mutating func add(_ count: Count) {
    guard counts.count < Self.reasonLimit else { return }
    counts.append(count)
  }

  /// Adds an item to the list if there is room for it.
  public mutating func add(_ item: Item) {
    byteCount += item.path.count + item.reason.utf8.count + item.detail.utf8.count
    guard items.count < Self.itemLimit, byteCount <= Self.byteLimit else { return }
    items.append(item)
  }

  /// Items and counts that were read back.
  init(counts: [Count], items: [Item]) {
    self.counts = counts
    self.items = items
  }

  /// The same counts and items are the same, whatever found no room.
  public static func == (left: SkippedSources, right: SkippedSources) -> Bool {
    left.counts == right.counts && left.items == right.items
  }
}
