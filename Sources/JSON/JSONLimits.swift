/// What a reader accepts at most, so that hostile text costs no more than its length.
public struct JSONLimits: Sendable, Equatable {
  /// The deepest nesting that any reader accepts: trees are built and destroyed by recursion.
  public static let greatestDepth = 512

  /// How many containers may be open at once: 32 by default, from 1 to ``greatestDepth``.
  public let depth: Int

  /// The longest number in bytes: 1,024 by default.
  public let numberLength: Int

  /// How many values `JSONReader.readValue()` puts into trees, containers included; unlimited by default.
  ///
  /// A tree takes up to 50 times the memory of its text (`{}` against a `JSONValue`), so a server that
  /// builds trees from a stranger's text sets this. Reading without a tree is not counted.
  public let valueCount: Int

  /// Makes limits; a depth outside 1...512 is brought into that range.
  public init(depth: Int = 32, numberLength: Int = 1024, valueCount: Int = .max) {
    self.depth = min(max(depth, 1), Self.greatestDepth)
    self.numberLength = numberLength
    self.valueCount = valueCount
  }
}
