import Foundation

/// A terminal of its own for a test, and what a program has written to it.
final class PseudoTerminal {
  private struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  /// `TIOCSPTLCK` and `TIOCGPTN` of ioctl_tty(2), macros that Swift does not import.
  private static let (setLock, getNumber) = (UInt(0x4004_5431), UInt(0x8004_5430))

  /// Where programs find it.
  let path: String
  private let descriptor: Int32

  /// Opens one.
  ///
  /// - Parameter columns: its width.
  /// - Throws: where the system has none.
  init(columns: UInt16) throws {
    // What posix_openpt, unlockpt and ptsname do; glibc shows them only to programs that ask for its extensions.
    descriptor = unsafe open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    var (locked, number) = (Int32(0), Int32(-1))
    guard unsafe ioctl(descriptor, Self.setLock, &locked) == 0, unsafe ioctl(descriptor, Self.getNumber, &number) == 0
    else { throw Failure(description: "there is no pseudo-terminal: error \(errno)") }
    path = "/dev/pts/\(number)"
    var size = winsize(ws_row: 24, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    guard unsafe ioctl(descriptor, UInt(TIOCSWINSZ), &size) == 0, fcntl(descriptor, F_SETFL, O_NONBLOCK) == 0 else {
      throw Failure(description: "the pseudo-terminal cannot be set up: error \(errno)")
    }
  }

  deinit {
    close(descriptor)
  }

  /// What a program writes until it ends.
  func output(of program: Subprocess) throws -> String {
    let deadline = Date(timeIntervalSinceNow: Subprocess.patience)
    var output: [UInt8] = []
    var hasEnded = false
    while Date() < deadline {
      var chunk = [UInt8](repeating: 0, count: 65_536)
      let count = unsafe read(descriptor, &chunk, chunk.count)
      if count > 0 {
        output += chunk.prefix(count)
        continue
      }
      // What was written before the end is read after it.
      if hasEnded { return String(decoding: output, as: UTF8.self) }
      hasEnded = !program.isRunning
      usleep(2000)
    }
    throw Failure(description: "the program did not end")
  }
}
