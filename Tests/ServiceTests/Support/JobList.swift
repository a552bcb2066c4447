import Platform

@testable import Service

/// A queue whose jobs are done when a test says so.
final class JobList: JobQueue {
  private let jobs = Monitor<[any Job]>([])

  func submit(_ job: any Job) {
    jobs.withLock { $0.append(job) }
  }

  /// How many jobs wait that somebody still wants.
  var wantedCount: Int { jobs.withLock { $0.count { !$0.isAbandoned } } }

  /// How many jobs wait.
  var count: Int { jobs.withLock { $0.count } }

  /// Does the job at a place of the queue.
  func run(at index: Int = 0) {
    jobs.withLock { $0.remove(at: index) }.run()
  }
}
