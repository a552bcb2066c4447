/// What becomes of hits that are reprints of better ones.
public enum ReprintMode: String, Sendable, CaseIterable {
  /// They are hits like all others.
  case show
  /// They are left out, and the better ones say how many reprints they have.
  case collapse
}
