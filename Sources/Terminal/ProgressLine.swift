/// How far the reading of many things has come, on one line as wide as the terminal: how many, speed, time left, a bar.
public struct ProgressLine: Sendable {
  /// What is done, with its noun, such as `48,211 documents`.
  public var done: String
  /// Bytes read.
  public var bytes: Int
  /// Bytes to read in all; nil if nobody knows.
  public var totalBytes: Int?
  /// Seconds since the start.
  public var seconds: Double

  /// A time left that is told before so many seconds have passed is a guess.
  private static let leastSeconds = 1.0
  private static let leastBarWidth = 10

  /// A state of the reading.
  ///
  /// - Parameters:
  ///   - done: what is done, with its noun.
  ///   - bytes: bytes read.
  ///   - totalBytes: bytes to read in all; nil if nobody knows.
  ///   - seconds: seconds since the start.
  public init(done: String, bytes: Int, totalBytes: Int?, seconds: Double) {
    self.done = done
    self.bytes = bytes
    self.totalBytes = totalBytes
    self.seconds = seconds
  }

  /// The line, such as `48,211 documents, 47 MB/s, 12 s left  [#####-----] 52 %`.
  ///
  /// - Parameter columns: The width of the terminal, of which the last column is left free for the cursor. What has no room
  ///   is left out: the bar first, then time and speed.
  /// - Returns: Fewer than `columns` characters of one column each, but for a terminal too narrow for what is done.
  public func text(columns: Int) -> String {
    var parts = [done]
    if seconds > 0, bytes > 0 { parts.append("\(Quantity.bytes(UInt64(Double(bytes) / seconds)))/s") }
    if let secondsLeft { parts.append("\(Quantity.duration(secondsLeft)) left") }
    while parts.count > 1, parts.joined(separator: ", ").count >= columns { parts.removeLast() }
    let text = parts.joined(separator: ", ")
    guard let share else { return text }
    let percentage = "\(Int(share * 100)) %"
    // Two spaces, two brackets and one more space.
    let width = columns - 1 - text.count - percentage.count - 5
    guard width >= Self.leastBarWidth else { return text }
    let filled = Int(share * Double(width))
    let bar = String(repeating: "#", count: filled) + String(repeating: "-", count: width - filled)
    return "\(text)  [\(bar)] \(percentage)"
  }

  /// From 0 to 1; nil if nobody knows.
  private var share: Double? {
    guard let totalBytes, totalBytes > 0 else { return nil }
    // Files grow, and others come, after they were measured.
    return min(max(Double(bytes) / Double(totalBytes), 0), 1)
  }

  private var secondsLeft: Double? {
    guard let share, share > 0, seconds >= Self.leastSeconds else { return nil }
    return seconds / share - seconds
  }
}
