import Index
import Postings

/// A cursor that somebody else keeps alive: what is called for every candidate must not count references.
@safe struct BorrowedCursor {
  private let reference: Unmanaged<PostingsCursor>

  /// - Precondition: `cursor` lives for as long as this is used.
  init(_ cursor: PostingsCursor) {
    unsafe reference = Unmanaged.passUnretained(cursor)
  }

  /// Does more than one thing with the cursor.
  @inline(__always)
  func withCursor(_ body: (PostingsCursor) throws -> Void) throws {
    unsafe try reference._withUnsafeGuaranteedRef { try body($0) }
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
  var posting: Int { unsafe reference._withUnsafeGuaranteedRef { $0.posting } }

  @inline(__always)
  func frequency(ofPosting posting: Int) throws -> UInt32 {
    unsafe try reference._withUnsafeGuaranteedRef { try $0.frequency(ofPosting: posting) }
  }

  @inline(__always)
  func positions(ofPosting posting: Int) throws -> UnsafeBufferPointer<UInt32> {
    unsafe try reference._withUnsafeGuaranteedRef { unsafe try $0.positions(ofPosting: posting) }
  }

  @inline(__always)
  func keep(
    _ numbers: UnsafeMutablePointer<UInt32>, count: Int, offset: UInt32, ofPosting posting: Int
  ) throws -> (kept: Int, positionCount: Int) {
    unsafe try reference._withUnsafeGuaranteedRef {
      unsafe try $0.keep(numbers, count: count, offset: offset, ofPosting: posting)
    }
  }
}
