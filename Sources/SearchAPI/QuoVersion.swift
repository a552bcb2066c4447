/// The version of Quo that this code belongs to.
public enum QuoVersion {
  /// The version, as `--version` and `status` give it.
  public static let current = "0.1.0"

  /// The version of the protocol. It stays 1 as long as changes only add.
  public static let wireProtocol = 1
}
