import ArgumentParser

/// When something is used that terminals understand.
enum TerminalUse: String, ExpressibleByArgument, CaseIterable {
  /// On a terminal.
  case auto
  /// Wherever the output goes.
  case always
  /// Nowhere.
  case never
}
