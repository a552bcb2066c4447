import Foundation
import TestSupport

/// Kills a program right behind the write by which LMDB commits, before it can tell other processes that it has: the
/// narrowest of the gaps in which a writer can die.
enum CommitKiller {
  /// LMDB writes the 120 bytes of a meta page to one of the first two pages; other writes there are longer or shorter.
  private static let source = """
    #define _GNU_SOURCE
    #include <dlfcn.h>
    #include <signal.h>
    #include <unistd.h>
    #include <sys/types.h>

    static ssize_t write_and_die(const char *name, int file, const void *bytes, size_t count, off_t offset) {
      ssize_t (*next)(int, const void *, size_t, off_t) = dlsym(RTLD_NEXT, name);
      ssize_t result = next(file, bytes, count, offset);
      if (count > 64 && count < 1024 && offset < 16384) kill(getpid(), SIGKILL);
      return result;
    }

    ssize_t pwrite(int file, const void *bytes, size_t count, off_t offset) {
      return write_and_die("pwrite", file, bytes, count, offset);
    }

    ssize_t pwrite64(int file, const void *bytes, size_t count, off_t offset) {
      return write_and_die("pwrite64", file, bytes, count, offset);
    }
    """

  /// Makes the library that does it, to be preloaded.
  ///
  /// - Parameter sandbox: where to put it.
  /// - Returns: its path; nil where there is no compiler for C.
  /// - Throws: where its source cannot be written.
  static func library(in sandbox: Sandbox) throws -> String? {
    try sandbox.directory.write(source, to: "killer.c")
    let library = sandbox.directory.path(of: "killer.so")
    let script = #"cc=$(command -v clang || command -v cc) && "$cc" -shared -fPIC -o "$3" "$4""#
    let outcome = try sandbox.shell(script, library, sandbox.directory.path(of: "killer.c"))
    return outcome.status == 0 ? library : nil
  }
}
