/// How many more names the folders of a watcher may remember together.
final class NameRoom {
  var count: Int

  init(_ count: Int) {
    self.count = count
  }
}
