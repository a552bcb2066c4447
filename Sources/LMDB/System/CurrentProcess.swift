#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// What a process can ask about itself.
enum CurrentProcess {
  /// A number that no other living thread has.
  typealias ThreadID = UInt

  static var id: Int32 { getpid() }

  /// The user whose rights count.
  static var user: UInt32 { geteuid() }

  /// The thread that asks.
  static var thread: ThreadID {
    #if canImport(Glibc)
      pthread_self()
    #else
      unsafe UInt(bitPattern: pthread_self())
    #endif
  }
}
