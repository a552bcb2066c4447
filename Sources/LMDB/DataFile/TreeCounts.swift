/// How large a tree is.
struct TreeCounts: Equatable {
  var depth = 0
  var branchPages: UInt64 = 0
  var leafPages: UInt64 = 0
  var overflowPages: UInt64 = 0
  var entries: UInt64 = 0
}
