/// What has become of the file that a document came from.
enum OriginalFile: Equatable {
  /// It holds what it held: its bytes, or those that a compressed file holds.
  case unchanged([UInt8])
  /// It holds something else.
  case changed([UInt8])
  /// It is not there any more, or cannot be read.
  case missing
}
