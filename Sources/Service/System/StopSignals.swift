import Platform
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Turns SIGTERM and SIGINT into a wake-up of a `WakePipe`.
///
/// A handler that writes to a pipe works whichever thread the signal is delivered to; waiting for signals (`sigwait`,
/// `signalfd`) would ask every thread of the process, also those of its host, to block them.
enum StopSignals {
  /// The descriptor that the handler writes to, -1 for none: one server of a process listens to signals.
  private static let target = Atomic<Int32>(-1)

  private static let numbers = [SIGTERM, SIGINT]

  /// Listens to the signals while `body` runs. The first of a kind restores what is done by default, so that a second
  /// one ends a server that hangs.
  static func deliver<Result>(to pipe: borrowing WakePipe, during body: () throws -> Result) rethrows -> Result {
    // This is also what makes the static variable, so that the handler finds it made.
    target.store(pipe.writeEnd.number, ordering: .sequentiallyConsistent)
    let former = numbers.map(install)
    unblock()
    defer {
      for (number, action) in zip(numbers, former) {
        var action = action
        unsafe sigaction(number, &action, nil)
      }
      target.store(-1, ordering: .sequentiallyConsistent)
    }
    return try body()
  }

  /// Who starts a daemon may have blocked signals, and a process inherits that.
  private static func unblock() {
    var signals = sigset_t()
    unsafe sigemptyset(&signals)
    for number in numbers { unsafe sigaddset(&signals, number) }
    unsafe pthread_sigmask(SIG_UNBLOCK, &signals, nil)
  }

  /// - Returns: what was installed before.
  private static func install(_ number: Int32) -> sigaction {
    var action = sigaction()
    let handler: @convention(c) (Int32) -> Void = { number in
      // Only what is async-signal-safe: an atomic load, a write, and `errno` left as it was.
      let error = errno
      let target = StopSignals.target.load(ordering: .sequentiallyConsistent)
      if target >= 0 { WakePipe.wake(UInt8(truncatingIfNeeded: number), writeEnd: target) }
      errno = error
    }
    #if canImport(Glibc)
      unsafe action.__sigaction_handler.sa_handler = handler
    #else
      unsafe action.__sigaction_u.__sa_handler = handler
    #endif
    action.sa_flags = Int32(truncatingIfNeeded: SA_RESTART) | Int32(truncatingIfNeeded: SA_RESETHAND)
    var former = sigaction()
    unsafe sigaction(number, &action, &former)
    return former
  }
}
