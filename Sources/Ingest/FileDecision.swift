/// What whoever has taken files in before says of one that is met.
package enum FileDecision: Equatable, Sendable {
  /// It is as it was: it need not be read.
  case unchanged
  /// It is to be read; if its bytes have this hash (XXH64), it is as it was all the same.
  case read(knownHash: UInt64?)
}
