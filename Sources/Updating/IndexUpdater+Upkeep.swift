// Stands in until the upkeep of an index is there.
extension IndexUpdater {
  /// Merges all segments into one and gives free space back to the file system. Queries go on meanwhile.
  ///
  /// - Parameters:
  ///   - reorders: whether documents are to be numbered so that those with the same words stand together.
  ///   - observer: as for ``update(_:observer:then:)``.
  ///   - completion: gets the bytes of the file before and after.
  public func compact(
    reorders: Bool, observer: UpdateObserver = UpdateObserver(), then completion: @escaping Completion<CompactionReport>
  ) {
    completion(.failure(UpdaterError.stopped))
  }

  /// Copies the index as it is now into another directory, which must be empty or not there.
  ///
  /// - Parameters:
  ///   - directory: where to.
  ///   - observer: as for ``update(_:observer:then:)``.
  ///   - completion: gets the bytes of the copy.
  public func backup(
    to directory: String, observer: UpdateObserver = UpdateObserver(), then completion: @escaping Completion<UInt64>
  ) {
    completion(.failure(UpdaterError.stopped))
  }
}
