#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The number of this process.
enum ProcessID {
  static var current: Int { Int(getpid()) }
}
