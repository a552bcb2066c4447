extension Fingerprint {
  /// What two texts have to do with each other.
  public enum Relation: Hashable, Sendable {
    /// They have the same tokens in the same order.
    case exact
    /// One is most likely a reprint of the other.
    case near(resemblance: Double)
  }

  /// Texts with fewer tokens are only recognised if all of these are the same: among short texts, those made from one template
  /// resemble each other more than a text and its reprint do.
  public static let minimumTokens = 40

  /// Texts with fewer tokens have to resemble each other more.
  static let longTextTokens = 80

  /// How much shorter texts have to resemble each other.
  static let shortTextResemblance = 0.8

  /// How much two texts have to resemble each other.
  static let minimumResemblance = 0.55

  /// How much two texts have to resemble each other if one holds nearly all of the other, such as one whose end was cut off.
  static let minimumPartialResemblance = 0.45

  /// How much of the shorter text the longer one has to hold then.
  static let minimumContainment = 0.85

  /// What this text and another have to do with each other, whichever of the two is asked; nil if it is nothing. That is so too for
  /// texts without a key in common, which no table can find, and for a text without tokens.
  public func relation(to other: Fingerprint) -> Relation? {
    guard tokenCount > 0 else { return nil }
    if textHash == other.textHash, tokenCount == other.tokenCount { return .exact }
    let shorter = min(tokenCount, other.tokenCount)
    guard shorter >= Self.minimumTokens else { return nil }
    let resemblance = resemblance(to: other)
    let isNear =
      if shorter < Self.longTextTokens {
        resemblance >= Self.shortTextResemblance
      } else {
        resemblance >= Self.minimumResemblance
          || (resemblance >= Self.minimumPartialResemblance
            && containment(in: other, resemblance: resemblance) >= Self.minimumContainment)
      }
    return isNear && firstCommonSlot(with: other) != nil ? .near(resemblance: resemblance) : nil
  }

  /// Of the pairs of neighbouring tokens in either text, the estimated part that is in both: from 0 to 1, with a standard error
  /// of at most 0.073.
  ///
  /// - Parameter other: Another text, of at least ``minimumTokens`` as this one.
  /// - Returns: The estimate.
  public func resemblance(to other: Fingerprint) -> Double {
    let chance = 1.0 / 256
    let share = Double(sketch.commonParts(with: other.sketch)) / Double(Self.sketchLength)
    return max(0, (share - chance) / (1 - chance))
  }

  /// The estimated part of the shorter text that the longer one holds, which follows from the number of tokens.
  private func containment(in other: Fingerprint, resemblance: Double) -> Double {
    let sum = Double(tokenCount) + Double(other.tokenCount)
    return resemblance / (1 + resemblance) * sum / Double(max(1, min(tokenCount, other.tokenCount)))
  }
}
