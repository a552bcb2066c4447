// Written by scripts/generate-unicode-tables from the Unicode Character Database 15.0.0; do not edit.
// The data are under the Unicode licence: see NOTICE.

/// What the tables as a whole are.
enum UnicodeTables {
  /// The version of the Unicode Character Database that the tables were made from.
  static let version = "15.0.0"

  /// A checksum of the tables.
  static let checksum = "793a71d574a7157f"
}
