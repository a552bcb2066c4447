/// The elements that have begun and not ended.
///
/// Only those that matter are kept: blocks, and of the others the ones with an effect and those within them. Their
/// number is bounded; deeper ones are only counted.
struct HTMLOpenElements {
  /// What an element does to all that it contains.
  struct Effects: OptionSet {
    let rawValue: UInt8
    static let hidden = Effects(rawValue: 1)
    static let chrome = Effects(rawValue: 2)
    static let preformatted = Effects(rawValue: 4)
    /// The part of a page that it is about.
    static let content = Effects(rawValue: 8)
    /// Foreign markup, whose titles are not the page's.
    static let foreign = Effects(rawValue: 16)
    /// A headline: it belongs to the text even where what is around it does not.
    static let headline = Effects(rawValue: 32)
    /// No text of the page in any case.
    static let dropped = Effects(rawValue: 64)
  }

  private struct Entry {
    let element: HTMLElement
    /// The element's own effects, and those of the elements around it.
    let effects: Effects
  }

  private static let greatestDepth = 512

  private var entries: [Entry] = []
  private var counts = [Int](repeating: 0, count: HTMLElement.allCases.count)
  private var uncounted = 0

  /// What is in effect now.
  var effects: Effects { entries.last?.effects ?? [] }

  /// Whether an element of this kind is open.
  func has(_ element: HTMLElement) -> Bool {
    counts[Int(element.rawValue)] > 0
  }

  /// Begins an element that is not void.
  mutating func begin(_ element: HTMLElement, effects added: Effects) {
    guard element.isBlock || element.isBoundary || !added.isEmpty || has(element) else { return }
    guard entries.count < Self.greatestDepth else {
      uncounted += 1
      return
    }
    var inherited = effects
    if added.contains(.chrome) { inherited.remove(.headline) }
    counts[Int(element.rawValue)] += 1
    entries.append(Entry(element: element, effects: inherited.union(added)))
  }

  /// Ends what the beginning of an element ends.
  mutating func prepare(for element: HTMLElement) {
    if element.isBlock, has(.p), let index = innermost(.p, within: []) { close(from: index) }
    guard let (closed, boundaries) = element.implicitEnd else { return }
    if let index = innermost(closed, within: boundaries) { close(from: index) }
    // A row ends the cell before, and a group of rows the row.
    if element == .rowGroup, let index = innermost(.row, within: boundaries) { close(from: index) }
  }

  /// Ends an element, if it is open, and those within it.
  mutating func end(_ element: HTMLElement) {
    if uncounted > 0 {
      uncounted -= 1
      return
    }
    guard has(element) else { return }
    var boundaries: [HTMLElement] = []
    switch element {
    case .cell, .row, .rowGroup, .caption: boundaries = [.table]
    case .table, .template: break
    default: boundaries = [.cell, .caption, .table, .template]
    }
    guard let index = innermost(element, within: boundaries, stopsAtBlocks: !element.isBlock && !element.isBoundary)
    else { return }
    close(from: index)
  }

  /// The place of the innermost open element of a kind, if no boundary is around it but not around us.
  private func innermost(_ element: HTMLElement, within boundaries: [HTMLElement], stopsAtBlocks: Bool = false) -> Int?
  {
    guard has(element) else { return nil }
    // At most the greatest depth is looked through.
    for index in entries.indices.reversed() {
      Work.add(1)
      let open = entries[index].element
      if open == element { return index }
      if boundaries.isEmpty ? open.isBoundary && element == .p : boundaries.contains(open) { return nil }
      if stopsAtBlocks, open.isBlock { return nil }
    }
    return nil
  }

  private mutating func close(from index: Int) {
    for entry in entries[index...] { counts[Int(entry.element.rawValue)] -= 1 }
    entries.removeSubrange(index...)
  }
}
