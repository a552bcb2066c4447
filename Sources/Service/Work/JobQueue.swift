/// Where jobs are put to be done elsewhere: the pool, or in tests a list.
protocol JobQueue: Sendable {
  /// Puts a job behind the others.
  func submit(_ job: any Job)
}
