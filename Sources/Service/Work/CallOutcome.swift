/// What comes of beginning with a call.
enum CallOutcome {
  /// The answer.
  case answered([UInt8])
  /// The answer is given later, or was given already.
  case pending
  /// The index has not got to the epoch that is wanted: to be begun with again at one of its commits.
  case tooEarly(EpochWaiters, UInt64, EpochWaiters.Ticket)
}
