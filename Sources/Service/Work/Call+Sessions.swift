extension Call {
  /// Whether nobody wants the answer of `earlier` now that this came in: it is of the same session.
  func supersedes(_ earlier: Call) -> Bool {
    guard let session = request.session, let other = earlier.request.session else { return false }
    return session.utf8.elementsEqual(other.utf8)
  }
}
