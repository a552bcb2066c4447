import Index
import Platform

/// What the writer does beside changes: it merges, and makes of the index at rest what is best.
extension WriterLoop {
  /// How long it is from one compaction to the next at least while changes come in.
  private static let timeBetweenCompactions = Duration.seconds(1)

  /// How long memory that is free may stay here while changes come in.
  private static let timeBetweenTrims = Duration.seconds(10)

  func mergeIfWorthIt(_ writer: IndexWriter, _ lease: WriterLease, isAtRest: Bool = false) {
    // Who waits for the writer waits for the end of merges: were there always another, the turn would never come.
    guard !state.withLock({ $0.isMerging || $0.needsTurn || $0.isStopping }) else { return }
    do {
      guard let merge = try writer.makeMerge(options.merging, isAtRest: isAtRest) else { return }
      begin(merge, lease)
    } catch {
      onEvent(.warning("segments are not merged: \(error)"))
    }
  }

  /// Merges right here what has come in beside a merge that takes long: queries would feel so many segments, and changes that come
  /// in faster than they are merged have to wait.
  func mergeIfMany(_ writer: IndexWriter, _ lease: WriterLease) {
    guard state.withLock({ $0.isMerging && !$0.isStopping }) else { return }
    do {
      guard try writer.mergeNewest(options.merging, after: lease.mergedSegments) else { return }
      succeeded(epoch: writer.manifest.epoch)
    } catch {
      onEvent(.warning("segments are not merged: \(error)"))
    }
  }

  func begin(_ merge: BackgroundMerge, _ lease: WriterLease) {
    lease.mergedSegments = merge.segmentIDs
    state.withLock { $0.mergeBegan() }
    merges.append(MergeJob(merge, generation: lease.generation))
  }

  func mergeUntilClosed() {
    Thread.yieldToOthers(niceness: Self.mergeNiceness)
    while let job = merges.next() {
      let done = job.run()
      state.withLock { $0.mergeEnded(done) }
      state.broadcast()
    }
  }

  func tidy(_ lease: WriterLease) {
    guard lease.isTaken, let writer = try? lease.take() else { return }
    let restTime = Int(state.withLock { $0.lastRequest }.duration(to: .now) / .milliseconds(1))
    guard restTime >= options.restTime else { return scheduleTidying(after: options.restTime - restTime) }
    mergeIfWorthIt(writer, lease, isAtRest: true)
    guard !state.withLock({ $0.isMerging }) else { return }
    guard restTime >= options.compactionRestTime else {
      return scheduleTidying(after: options.compactionRestTime - restTime)
    }
    Allocator.trim()
    let epoch = writer.manifest.epoch
    if lease.compactedEpoch != epoch, (try? writer.reader.space())?.isWorthCompactingAtRest == true {
      lease.compactedEpoch = epoch
      return onFreeSpace(true)
    }
    if !keepsLock.withLock({ $0 }) { lease.giveBack() }
  }

  /// Has free space given back while changes come in: a merge needs room for what is merged as well as for what it makes, and
  /// for all that is written meanwhile.
  ///
  /// - Returns: whether it is.
  func compactIfWorthIt(_ writer: IndexWriter, _ lease: WriterLease) -> Bool {
    let now = ContinuousClock.now
    if let last = lease.compactionTime, now < last + Self.timeBetweenCompactions { return false }
    guard (try? writer.reader.space())?.isWorthCompactingAtWork == true else { return false }
    lease.compactionTime = now
    onFreeSpace(false)
    return true
  }

  /// Gives memory back that merges and commits have left in pieces: without a rest it would gather for days.
  func trimNowAndThen(_ lease: WriterLease) {
    guard .now >= lease.trimTime + Self.timeBetweenTrims else { return }
    Allocator.trim()
    lease.trimTime = .now
  }

  func scheduleTidying(after milliseconds: Int) {
    state.withLock { $0.scheduleTidying(at: .now + .milliseconds(milliseconds)) }
  }
}
