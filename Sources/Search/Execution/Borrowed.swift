/// A reference to an object that somebody else keeps alive: what is reached for every block must not count references.
@safe struct Borrowed<Object: AnyObject> {
  private let reference: Unmanaged<Object>

  /// - Precondition: `object` lives for as long as this is used.
  init(_ object: Object) {
    unsafe reference = Unmanaged.passUnretained(object)
  }

  @inline(__always)
  func with<Result>(_ body: (Object) throws -> Result) rethrows -> Result {
    unsafe try reference._withUnsafeGuaranteedRef(body)
  }
}
