/// What a group does with a clause.
public enum Occur: Sendable, Equatable {
  /// A document must match it.
  case required

  /// A document that matches it scores higher; one of these must match where nothing is required.
  case optional

  /// A document must not match it.
  case prohibited
}
