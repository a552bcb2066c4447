import JSONRPC

/// The indexes of a server by their names.
struct IndexCatalog: Sendable {
  let indexes: [ServedIndex]

  init(_ locations: [IndexLocation]) {
    indexes = locations.map(ServedIndex.init)
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
