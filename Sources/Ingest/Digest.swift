import Platform

/// 128 bits that stand for an id or a file in a set, so that such a set takes the same memory however long the ids are.
///
/// The hash is the standard library's, seeded anew in each process: nobody can write two ids that collide, and of a
/// thousand million different ones the chance that any two do is below 10^-20.
struct Digest: Hashable {
  private let halves: (UInt64, UInt64)

  init(of bytes: [UInt8]) {
    self.init { hasher in unsafe bytes.withUnsafeBytes { unsafe hasher.combine(bytes: $0) } }
  }

  /// The digest of a file as it is now: a number that is used again for a new file comes with another time of change.
  init(of status: FileStatus) {
    self.init { hasher in
      hasher.combine(status.identity)
      hasher.combine(status.changed)
    }
  }

  private init(_ combine: (inout Hasher) -> Void) {
    halves = (Self.hash(0, combine), Self.hash(1, combine))
  }

  private static func hash(_ half: UInt8, _ combine: (inout Hasher) -> Void) -> UInt64 {
    var hasher = Hasher()
    hasher.combine(half)
    combine(&hasher)
    return UInt64(bitPattern: Int64(hasher.finalize()))
  }

  static func == (left: Digest, right: Digest) -> Bool {
    left.halves == right.halves
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(halves.0)
  }
}
