import ArgumentParser
import SearchAPI

/// The order of the lines of a concordance. Lines that are alike stay in the order of their documents, best first.
enum KwicOrder: String, ExpressibleByArgument, CaseIterable {
  /// That of the documents, best first.
  case score
  /// By the names of the files.
  case file
  /// By the words on the left, the nearest first.
  case left
  /// By what matches and the words on the right, the nearest first.
  case right
}

extension KwicOrder {
  /// Sorts lines.
  func sort(_ lines: inout [KwicLine]) {
    switch self {
    case .score: break
    case .file: sort(&lines) { [$0.source.label] }
    case .left: sort(&lines) { FoldedWords.of($0.match.left).reversed() }
    case .right: sort(&lines) { FoldedWords.of($0.match.right) }
    }
  }

  private func sort(_ lines: inout [KwicLine], by key: (KwicLine) -> [String]) {
    let keyed = lines.enumerated().map { (key: key($0.element), index: $0.offset) }
    let sorted = keyed.sorted { left, right in
      if left.key == right.key { return left.index < right.index }
      return left.key.lexicographicallyPrecedes(right.key)
    }
    lines = sorted.map { lines[$0.index] }
  }
}
