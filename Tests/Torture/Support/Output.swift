#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// What is told to people while a run goes on.
enum Output {
  /// Writes a line, and does not keep it back.
  static func say(_ line: String) {
    print(line)
    fflush(nil)
  }
}
