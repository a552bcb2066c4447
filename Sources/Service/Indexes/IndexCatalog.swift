import JSONRPC
import Logging

/// The indexes of a server by their names.
struct IndexCatalog: Sendable {
  let indexes: [ServedIndex]

  /// - Parameters:
  ///   - locations: where the indexes are.
  ///   - factory: makes what keeps them up to date.
  ///   - logger: where is logged what becomes of them.
  init(_ locations: [IndexLocation], factory: UpdaterFactory, logger: Logger) {
    let directories = locations.map(\.directory)
    indexes = locations.map { ServedIndex($0, among: directories, factory: factory, logger: logger) }
  }

  /// Ends the changes of all: what was taken is committed.
  ///
  /// - Parameter milliseconds: how long that may take altogether.
  /// - Returns: whether they have ended.
  @discardableResult
  func stopUpdates(milliseconds: Int) -> Bool {
    let deadline = ContinuousClock.now + .milliseconds(milliseconds)
    var haveEnded = true
    for index in indexes {
      let left = (deadline - .now) / .milliseconds(1)
      if !index.updates.close(milliseconds: max(0, Int(left))) { haveEnded = false }
    }
    return haveEnded
  }

  /// The index that a request means.
  ///
  /// - Parameter name: its name; nil for the only one, or the one called `default`.
  /// - Returns: the index, whether it can be read or not.
  /// - Throws: `RPCError` with `noIndex`, which says what there is.
  func index(named name: String?) throws(RPCError) -> ServedIndex {
    if name == nil, indexes.count == 1 { return indexes[0] }
    // Compared as bytes: `==` would take Unicode's canonical equivalence, and long over it.
    let wanted = (name ?? IndexLocation.defaultName).utf8
    if let index = indexes.first(where: { $0.location.name.utf8.elementsEqual(wanted) }) { return index }
    let names = indexes.map(\.location.name).joined(separator: ", ")
    throw RPCError(
      .noIndex,
      name == nil
        ? "say which index (quo --index NAME): \(names)" : "there is no index of that name here; there is: \(names)")
  }
}
