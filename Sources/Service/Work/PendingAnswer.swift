import Synchronization

/// The answer of a call that one of several may give: whoever is first.
final class PendingAnswer: Sendable {
  private let isGiven = Atomic(false)
  private let body: @Sendable ([UInt8]) -> Void

  /// - Parameter body: gets the message, once.
  init(_ body: @escaping @Sendable ([UInt8]) -> Void) {
    self.body = body
  }

  /// Gives the answer, if nobody has.
  func give(_ message: [UInt8]) {
    guard isGiven.compareExchange(expected: false, desired: true, ordering: .acquiringAndReleasing).exchanged else {
      return
    }
    body(message)
  }
}
