import Index
import Postings

/// A cursor that somebody else keeps alive: what is called for every candidate must not count references.
@safe struct BorrowedCursor {
  private let reference: Unmanaged<PostingsCursor>

  /// - Precondition: `cursor` lives for as long as this is used.
  init(_ cursor: PostingsCursor) {
    unsafe reference = Unmanaged.passUnretained(cursor)
  }

  @inline(__always)
  func next() throws -> DocID {
    unsafe try reference._withUnsafeGuaranteedRef { try $0.next() }
  }

  @inline(__always)
  func advance(to target: DocID) throws -> DocID {
    unsafe try reference._withUnsafeGuaranteedRef { try $0.advance(to: target) }
  }

  @inline(__always)
  func frequency() throws -> UInt32 {
    unsafe try reference._withUnsafeGuaranteedRef { try $0.frequency() }
  }

  @inline(__always)
  func positions() throws -> UnsafeBufferPointer<UInt32> {
    unsafe try reference._withUnsafeGuaranteedRef { unsafe try $0.positions() }
  }
}
