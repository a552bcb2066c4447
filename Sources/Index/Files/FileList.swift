/// What a commit does to the list of files that an index knows.
enum FileList {
  /// It changes some of it.
  case changed([FileChange])
  /// It begins anew.
  case empty
}
