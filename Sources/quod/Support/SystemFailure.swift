#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A system call that failed.
struct SystemFailure: Error, CustomStringConvertible {
  let description: String

  /// - Parameters:
  ///   - what: what could not be done.
  ///   - number: the system's error number.
  init(_ what: String, number: Int32) {
    description = unsafe "\(what): \(String(cString: strerror(number)))"
  }
}
