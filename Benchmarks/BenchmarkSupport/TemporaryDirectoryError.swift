#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A call to the system that a test's own folder needed, and that failed.
package struct TemporaryDirectoryError: Error, CustomStringConvertible {
  package let description: String

  init(call: String, name: String) {
    description = "\(call) on \(name) failed with error \(errno)"
  }
}
