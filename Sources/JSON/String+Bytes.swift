extension String {
  /// Whether both strings are the same UTF-8 bytes.
  ///
  /// `==` asks for canonical equivalence instead: other names would match, and it takes time quadratic in the
  /// length of a run of combining marks.
  func hasSameBytes(as other: String) -> Bool {
    utf8.count == other.utf8.count && utf8.elementsEqual(other.utf8)
  }
}
