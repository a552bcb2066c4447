/// The entries of an `EntryTable`, for those who read them in loops. It does not own what it leads to.
@usableFromInline
@safe struct EntryView {
  @usableFromInline let entrySize: Int
  @usableFromInline let entriesPerChunk: Int
  /// Entry 0 of the table within the first of the chunks.
  @usableFromInline let first: Int
  /// The start of the first chunk that holds the table, and of all if there are several: every one but the last holds entries
  /// to its end.
  @usableFromInline let firstChunk: UnsafeRawPointer?
  @usableFromInline let chunks: UnsafeMutablePointer<UnsafeRawPointer>?

  init(
    entrySize: Int, entriesPerChunk: Int, first: Int, firstChunk: UnsafeRawPointer?,
    chunks: UnsafeMutablePointer<UnsafeRawPointer>?
  ) {
    self.entrySize = entrySize
    self.entriesPerChunk = entriesPerChunk
    self.first = first
    unsafe self.firstChunk = unsafe firstChunk
    unsafe self.chunks = unsafe chunks
  }

  /// The bytes of an entry; `index` is below the number of entries, so there is a chunk that has it.
  @inlinable
  subscript(index: Int) -> UnsafeRawPointer {
    @inline(__always) get {
      let place = first &+ index
      if place < entriesPerChunk { return unsafe firstChunk.unsafelyUnwrapped + place &* entrySize }
      return unsafe chunks.unsafelyUnwrapped[place / entriesPerChunk] + place % entriesPerChunk &* entrySize
    }
  }
}
