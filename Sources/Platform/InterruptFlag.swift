import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The user's wish to end: SIGINT or SIGTERM, for programs that leave what they are at in good order first.
package enum InterruptFlag {
  /// The signal that came, 0 for none.
  private static let signal = Atomic<Int32>(0)

  /// Notes the signals from now on, instead of ending. The second of a kind ends the process all the same.
  package static func watch() {
    // This is also what makes the static variable, so that the handler finds it made.
    signal.store(0, ordering: .sequentiallyConsistent)
    install(SIGINT)
    install(SIGTERM)
  }

  /// Whether one has come.
  package static var isRequested: Bool { signal.load(ordering: .relaxed) != 0 }

  /// Ends the process as the signal that came would have: whoever started it sees how it ended.
  package static func end() -> Never {
    let number = signal.load(ordering: .relaxed)
    if number != 0 {
      #if canImport(Glibc)
        _ = Glibc.signal(number, SIG_DFL)
      #else
        _ = Darwin.signal(number, SIG_DFL)
      #endif
      raise(number)
    }
    // Where the signal is blocked: what shells make of it.
    exit(128 + number)
  }

  private static func install(_ number: Int32) {
    var action = sigaction()
    let handler: @convention(c) (Int32) -> Void = { number in
      // Only what is async-signal-safe: an atomic store.
      InterruptFlag.signal.store(number, ordering: .relaxed)
    }
    #if canImport(Glibc)
      unsafe action.__sigaction_handler.sa_handler = handler
    #else
      unsafe action.__sigaction_u.__sa_handler = handler
    #endif
    // No SA_RESTART: what waits is to look whether one has come.
    action.sa_flags = Int32(truncatingIfNeeded: SA_RESETHAND)
    unsafe sigaction(number, &action, nil)
  }
}
