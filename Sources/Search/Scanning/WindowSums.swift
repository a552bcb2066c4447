import Index
import Postings

/// Sums of scores for the documents of a window, and which of them have got enough.
@safe final class WindowSums {
  /// The most documents of a window: a place in one has 16 bits.
  static let greatestSpan = 1 << 16
  /// How many places are noted, at least; more than any block has.
  private static let placeCapacity = 1 << 13

  /// A sum for each document of the window; all are 0 between two windows.
  private let sums: UnsafeMutablePointer<Double>
  /// The places of the documents that have got scores, some of them more than once.
  private let touched: UnsafeMutablePointer<UInt16>
  private var touchedCount = 0
  /// The places of those that have got enough, some of them more than once.
  private let found: UnsafeMutablePointer<UInt16>
  private var foundCount = 0
  /// A bit for each document that was found, and a byte for each 64 that is 1 if there is one among them; all are 0 between two
  /// windows.
  private let marks: UnsafeMutablePointer<UInt64>
  private let markedGroups: UnsafeMutableRawPointer
  /// Eight groups are looked at together: the next ones.
  private var nextGroups = 0

  private var first: DocID = 0
  private var span = 0

  /// Room for sums, half a megabyte.
  init() {
    unsafe sums = .allocate(capacity: Self.greatestSpan)
    unsafe sums.initialize(repeating: 0, count: Self.greatestSpan)
    unsafe touched = .allocate(capacity: Self.placeCapacity)
    unsafe touched.initialize(repeating: 0, count: Self.placeCapacity)
    unsafe found = .allocate(capacity: Self.placeCapacity)
    unsafe found.initialize(repeating: 0, count: Self.placeCapacity)
    unsafe marks = .allocate(capacity: Self.greatestSpan / 64)
    unsafe marks.initialize(repeating: 0, count: Self.greatestSpan / 64)
    unsafe markedGroups = .allocate(byteCount: Self.greatestSpan / 64, alignment: 8)
    unsafe markedGroups.initializeMemory(as: UInt8.self, repeating: 0, count: Self.greatestSpan / 64)
  }

  deinit {
    unsafe sums.deallocate()
    unsafe touched.deallocate()
    unsafe found.deallocate()
    unsafe marks.deallocate()
    unsafe markedGroups.deallocate()
  }

  /// Begins a window of at most `greatestSpan` documents.
  func begin(_ window: Range<DocID>) {
    first = window.lowerBound
    span = window.count
    nextGroups = 0
  }

  /// Adds the scores of a range of a block's documents. Those whose sum is then at least `least` are found: each after the last
  /// list that has it, when its sum is complete, and maybe before.
  func add(
    _ documents: UnsafePointer<DocID>, _ scores: UnsafePointer<Float>, _ range: Range<Int>, least: Double
  ) {
    if foundCount > Self.placeCapacity - DocumentBlock.count { mark() }
    // Places that there is no room for are not noted: then all sums are cleared.
    let room = Self.placeCapacity - DocumentBlock.count
    unsafe foundCount &+= Self.add(
      documents + range.lowerBound, scores + range.lowerBound, count: range.count, first: first, span: span, to: sums,
      touched: touched + min(touchedCount, room), found: found + foundCount, least: least)
    touchedCount &+= range.count
  }

  /// A function of its own, which has registers enough for all of these.
  @inline(never)
  private static func add(
    _ documents: UnsafePointer<DocID>, _ scores: UnsafePointer<Float>, count: Int, first: DocID, span: Int,
    to sums: UnsafeMutablePointer<Double>, touched: UnsafeMutablePointer<UInt16>, found: UnsafeMutablePointer<UInt16>,
    least: Double
  ) -> Int {
    var foundCount = 0
    var index = 0
    while index < count {
      let place = unsafe Int(documents[index] &- first)
      // The documents of a damaged block need not ascend, and may be outside of the window.
      guard place < span else { break }
      let sum = unsafe sums[place] + Double(scores[index])
      unsafe sums[place] = sum
      unsafe touched[index] = UInt16(truncatingIfNeeded: place)
      unsafe found[foundCount] = UInt16(truncatingIfNeeded: place)
      foundCount &+= Candidates.isAtLeast(sum, least)
      index &+= 1
    }
    return foundCount
  }

  /// Makes documents that were found the candidates, as many as there is room for; none once all have been.
  func moveFound(to candidates: Candidates) {
    mark()
    let marks = unsafe marks
    let sums = unsafe sums
    let documents = unsafe candidates.documents
    let candidateSums = unsafe candidates.sums
    let first = first
    var count = 0
    while nextGroups < (span &+ 511) / 512 {
      var groups = unsafe markedGroups.load(fromByteOffset: 8 &* nextGroups, as: UInt64.self).littleEndian
      while groups != 0 {
        let word = 8 &* nextGroups &+ groups.trailingZeroBitCount / 8
        var marked = unsafe marks[word]
        while marked != 0, count < Candidates.capacity {
          let place = word &* 64 &+ marked.trailingZeroBitCount
          unsafe documents[count] = first &+ DocID(truncatingIfNeeded: place)
          unsafe candidateSums[count] = sums[place]
          marked &= marked &- 1
          count &+= 1
        }
        unsafe marks[word] = marked
        guard marked == 0 else { break }
        groups &= groups &- 1
      }
      unsafe markedGroups.storeBytes(of: groups.littleEndian, toByteOffset: 8 &* nextGroups, as: UInt64.self)
      guard groups == 0 else { break }
      nextGroups &+= 1
    }
    candidates.count = count
  }

  /// Ends the window, whose documents found have been moved.
  func end() {
    if touchedCount > Self.placeCapacity - DocumentBlock.count {
      unsafe sums.update(repeating: 0, count: span)
    } else {
      for index in 0..<touchedCount { unsafe sums[Int(touched[index])] = 0 }
    }
    touchedCount = 0
  }

  /// Clears everything: after a scan that was stopped halfway.
  func clear() {
    unsafe sums.update(repeating: 0, count: Self.greatestSpan)
    unsafe marks.update(repeating: 0, count: Self.greatestSpan / 64)
    unsafe markedGroups.initializeMemory(as: UInt8.self, repeating: 0, count: Self.greatestSpan / 64)
    touchedCount = 0
    foundCount = 0
  }

  private func mark() {
    let marks = unsafe marks
    let markedGroups = unsafe markedGroups
    let found = unsafe found
    for index in 0..<foundCount {
      let place = unsafe Int(found[index])
      unsafe marks[place &>> 6] |= 1 &<< UInt64(place & 63)
      unsafe markedGroups.storeBytes(of: 1, toByteOffset: place &>> 6, as: UInt8.self)
    }
    foundCount = 0
  }
}
