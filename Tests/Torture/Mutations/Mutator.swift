import TestSupport

/// Damages the data file of an index in one of many ways.
struct Mutator {
  enum Kind: String, CaseIterable {
    case flippedBits = "flipped bits"
    case overwrittenRange = "overwritten range"
    case swappedPages = "swapped pages"
    case copiedPage = "copied page"
    case stalePage = "stale page"
    case zeroedPages = "zeroed pages"
    case truncation = "truncation"
    case forgedNumber = "forged number"
  }

  static let pageSize = 4096

  /// The data file, and what it was at earlier times.
  private let content: [UInt8]
  private let earlier: [[UInt8]]
  /// Meta pages, branches and leaves: few among many, and those that lead to others.
  private let treePages: [Int]

  init(content: [UInt8], earlier: [[UInt8]]) {
    self.content = content
    self.earlier = earlier
    treePages = (0..<content.count / Self.pageSize).filter { page in
      let start = page * Self.pageSize
      let number = content[start..<start + 8].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      return number == UInt64(page) && [1, 2, 8].contains(content[start + 10]) && content[start + 11] == 0
    }
  }

  /// The damaged file.
  func mutant(_ random: inout SplitMix64) -> (kind: Kind, content: [UInt8]) {
    let kind = Kind.allCases[random.below(Kind.allCases.count)]
    var mutant = content
    for _ in 0..<(random.below(4) == 0 ? 1 + random.below(4) : 1) { apply(kind, to: &mutant, &random) }
    return (kind, mutant)
  }

  private func apply(_ kind: Kind, to mutant: inout [UInt8], _ random: inout SplitMix64) {
    guard mutant.count >= 4 * Self.pageSize else { return }
    let page = self.page(of: mutant, &random)
    let start = page * Self.pageSize
    switch kind {
    case .flippedBits:
      for _ in 0..<1 + random.below(4) { mutant[start + offset(&random)] ^= 1 << UInt8(random.below(8)) }
    case .overwrittenRange:
      let first = start + random.below(Self.pageSize)
      let filling = random.below(3)
      for place in first..<min(mutant.count, first + 1 + random.below(600)) {
        mutant[place] = filling == 0 ? 0 : filling == 1 ? 0xFF : UInt8(random.below(256))
      }
    case .swappedPages:
      let other = self.page(of: mutant, &random) * Self.pageSize
      for place in 0..<Self.pageSize { mutant.swapAt(start + place, other + place) }
    case .copiedPage:
      replace(page, of: &mutant, by: self.page(of: mutant, &random), of: mutant)
    case .stalePage:
      let old = earlier[random.below(earlier.count)]
      if (page + 1) * Self.pageSize <= old.count { replace(page, of: &mutant, by: page, of: old) }
    case .zeroedPages:
      let end = min(mutant.count, start + (1 + random.below(3)) * Self.pageSize)
      mutant.replaceSubrange(start..<end, with: repeatElement(0, count: end - start))
    case .truncation:
      let count = random.below(mutant.count)
      mutant.removeLast(mutant.count - (random.below(2) == 0 ? count : count / Self.pageSize * Self.pageSize))
    case .forgedNumber:
      // Numbers of pages and offsets that almost make sense.
      let place = start + offset(&random) & ~1
      let old = UInt16(mutant[place]) | UInt16(mutant[place + 1]) << 8
      let new = [old &+ 1, old &- 1, old &+ 2, old &- 2, UInt16(random.below(1 << 12)), 0, 0xFFFF][random.below(7)]
      (mutant[place], mutant[place + 1]) = (UInt8(new & 0xFF), UInt8(new >> 8))
    }
  }

  /// A page, as often as not of a tree.
  private func page(of mutant: [UInt8], _ random: inout SplitMix64) -> Int {
    let page =
      random.below(2) == 0 ? treePages[random.below(treePages.count)] : random.below(mutant.count / Self.pageSize)
    return min(page, mutant.count / Self.pageSize - 1)
  }

  /// A place in a page, as often as not near its beginning.
  private func offset(_ random: inout SplitMix64) -> Int {
    random.below(2) == 0 ? random.below(160) : random.below(Self.pageSize)
  }

  private func replace(_ page: Int, of mutant: inout [UInt8], by other: Int, of content: [UInt8]) {
    let source = content[other * Self.pageSize..<(other + 1) * Self.pageSize]
    mutant.replaceSubrange(page * Self.pageSize..<(page + 1) * Self.pageSize, with: source)
  }
}
