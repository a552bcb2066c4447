/// A pipe that several threads refer to.
final class PipeBox: Sendable {
  let pipe: WakePipe

  init() throws(SystemError) {
    pipe = try WakePipe()
  }
}
