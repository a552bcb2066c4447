#if canImport(Glibc)
  import CMalloc
#endif

/// How much memory that is free the allocator keeps from the system. Where it is not that of glibc, nothing of this does anything.
package enum Allocator {
  /// From this size on each piece of memory is a mapping of its own, which goes back to the system when it is freed.
  private static let leastMapping: Int32 = 128 << 10
  /// What may be free at the end of an arena; each thread has an arena.
  private static let greatestRest: Int32 = 512 << 10

  /// Has large pieces go back to the system whenever they are freed: for programs that run for days.
  ///
  /// By default glibc raises both sizes with each large piece that is freed, to 32 MB and 64 MB in the end (mallopt(3)). What
  /// segments are made of then stays in the arenas, and each has room for the greatest that there was.
  package static func keepLittle() {
    #if canImport(Glibc)
      _ = mallopt(QUO_M_MMAP_THRESHOLD, leastMapping)
      _ = mallopt(QUO_M_TRIM_THRESHOLD, greatestRest)
    #endif
  }

  /// Gives back all that is free, which takes some milliseconds.
  package static func trim() {
    #if canImport(Glibc)
      _ = malloc_trim(0)
    #endif
  }
}
