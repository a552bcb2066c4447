import ArgumentParser

/// How answers are printed.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
  /// For people.
  case human
  /// The daemon's result as one line of JSON.
  case json
}
