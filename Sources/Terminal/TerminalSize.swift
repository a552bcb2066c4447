import Platform

/// How much a terminal shows at once.
public struct TerminalSize: Equatable, Sendable {
  /// Its lines.
  public var rows: Int
  /// The characters of a line, of which wide ones take two.
  public var columns: Int

  /// Makes a size.
  public init(rows: Int, columns: Int) {
    self.rows = rows
    self.columns = columns
  }

  /// A variable that is a plausible number.
  static func variable(_ name: String) -> Int? {
    guard let text = CurrentProcess.variable(name), let number = Int(String(decoding: text, as: UTF8.self)) else {
      return nil
    }
    return (1...10_000).contains(number) ? number : nil
  }
}
