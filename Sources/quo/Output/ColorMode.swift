import ArgumentParser

/// When colors are used.
enum ColorMode: String, ExpressibleByArgument, CaseIterable {
  /// On a terminal, unless `NO_COLOR` is set.
  case auto
  /// Wherever the output goes.
  case always
  /// Nowhere.
  case never
}
