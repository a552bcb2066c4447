import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// What a process says when SIGINT or SIGTERM ends it.
package enum InterruptNotice {
  /// Where the text stands, and its length: static, so that it is there for the handler whenever that runs.
  private static let address = Atomic<UInt>(0)
  private static let length = Atomic<Int>(0)

  /// Has `text` written to the standard error by the signals, which end the process all the same.
  package static func set(_ text: StaticString) {
    length.store(text.utf8CodeUnitCount, ordering: .sequentiallyConsistent)
    address.store(unsafe UInt(bitPattern: text.utf8Start), ordering: .sequentiallyConsistent)
    install(SIGINT)
    install(SIGTERM)
  }

  private static func install(_ number: Int32) {
    var action = sigaction()
    let handler: @convention(c) (Int32) -> Void = { number in
      // Only what is async-signal-safe: atomic loads, a write, and the signal again with what it does by default.
      let address = InterruptNotice.address.load(ordering: .sequentiallyConsistent)
      let length = InterruptNotice.length.load(ordering: .sequentiallyConsistent)
      _ = unsafe write(STDERR_FILENO, UnsafeRawPointer(bitPattern: address), length)
      raise(number)
    }
    #if canImport(Glibc)
      unsafe action.__sigaction_handler.sa_handler = handler
    #else
      unsafe action.__sigaction_u.__sa_handler = handler
    #endif
    action.sa_flags = Int32(truncatingIfNeeded: SA_RESETHAND) | Int32(truncatingIfNeeded: SA_NODEFER)
    unsafe sigaction(number, &action, nil)
  }
}
