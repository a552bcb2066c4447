#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Starts threads of the system that nobody joins: whoever starts them says how they end.
package enum Thread {
  private final class Body {
    let run: @Sendable () -> Void

    init(_ run: @escaping @Sendable () -> Void) {
      self.run = run
    }
  }

  /// Runs a closure on a new thread.
  package static func start(_ body: @escaping @Sendable () -> Void) throws(SystemError) {
    var attributes = pthread_attr_t()
    unsafe pthread_attr_init(&attributes)
    defer { unsafe pthread_attr_destroy(&attributes) }
    unsafe pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
    // The reference that is handed over here is taken by the thread, or below if there is none.
    let argument = unsafe Unmanaged.passRetained(Body(body))
    #if canImport(Glibc)
      var thread = pthread_t()
    #else
      var thread: pthread_t?
    #endif
    let result = unsafe pthread_create(&thread, &attributes, entry, argument.toOpaque())
    guard result == 0 else {
      unsafe argument.release()
      throw SystemError(number: result)
    }
  }

  #if canImport(Glibc)
    private static let entry: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = { argument in
      if let argument = unsafe argument { unsafe run(argument) }
      return nil
    }
  #else
    private static let entry: @convention(c) (UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? = { argument in
      unsafe run(argument)
      return nil
    }
  #endif

  /// Lets other threads of the machine go first from now on, where the system can say so of one thread.
  ///
  /// - Parameter niceness: how far, from 0 to 19: at 10 the thread has a tenth of what a usual one has where both want all, at 15 a
  ///   thirtieth (sched(7), "The nice value").
  package static func yieldToOthers(niceness: Int32) {
    #if canImport(Glibc)
      // Linux takes the thread for the process here (setpriority(2), "C library/kernel differences").
      _ = setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, niceness)
    #endif
  }

  private static func run(_ argument: UnsafeMutableRawPointer) {
    unsafe Unmanaged<Body>.fromOpaque(argument).takeRetainedValue().run()
  }
}
