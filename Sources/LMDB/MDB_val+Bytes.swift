internal import CLMDB

extension MDB_val {
  /// LMDB reads keys and values that it is given, and never writes to them.
  init(_ bytes: UnsafeRawBufferPointer) {
    unsafe self.init(mv_size: bytes.count, mv_data: UnsafeMutableRawPointer(mutating: bytes.baseAddress))
  }

  /// What LMDB pointed this at, valid as long as the transaction leaves it in place.
  var bytes: UnsafeRawBufferPointer { unsafe UnsafeRawBufferPointer(start: mv_data, count: mv_size) }
}
