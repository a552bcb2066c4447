import Synchronization

/// Counts the bytes that are looked at, so that tests can bound the work that any input causes by a number, not by a
/// time.
///
/// What counts are the loops that look at bytes more than once: those that look ahead, and those over the text of an
/// element, a line or a part; and every look at an open element. Only builds for debugging count; in all others this is
/// nothing.
package final class Work: Sendable {
  /// What the work of this task is counted by; nothing counts it as a rule.
  @TaskLocal package static var current: Work?

  private let total = Atomic<Int>(0)

  /// A counter at 0.
  package init() {}

  /// How many bytes have been looked at.
  package var count: Int { total.load(ordering: .relaxed) }

  /// Counts `count` bytes.
  @inline(__always)
  static func add(_ count: @autoclosure () -> Int) {
    assert(record(count()))
  }

  private static func record(_ count: Int) -> Bool {
    current?.total.add(count, ordering: .relaxed)
    return true
  }
}
