extension QueryNode {
  /// A group of clauses in normal form. The clauses' own nodes must be in normal form already, and at least one clause
  /// must not be prohibited.
  static func joined(_ clauses: [QueryClause]) -> QueryNode {
    if clauses.count == 1, let only = clauses.first, only.occur != .prohibited {
      return only.node
    }
    guard clauses.contains(where: { $0.node.isGroup }) else { return .boolean(clauses) }
    var flat: [QueryClause] = []
    flat.reserveCapacity(clauses.count)
    for clause in clauses {
      if let inner = clause.spliced {
        flat += inner
      } else {
        flat.append(clause)
      }
    }
    return .boolean(flat)
  }
}

extension QueryNode {
  /// A group whose clauses all occur in the same way.
  static func joined(_ occur: Occur, _ nodes: [QueryNode]) -> QueryNode {
    joined(nodes.map { QueryClause(occur: occur, node: $0) })
  }

  /// A node restricted to a field; a restriction to the same field inside says nothing more.
  static func inField(_ field: QueryField, _ node: QueryNode) -> QueryNode {
    if case .field(field, _) = node { return node }
    return .field(field, node)
  }
}

extension QueryNode {
  fileprivate var isGroup: Bool {
    if case .boolean = self { true } else { false }
  }
}

extension QueryClause {
  /// The clauses that can stand in place of this one in any group without changing what the group selects, how it
  /// scores, or the order in which scores are added; nil where there are none.
  fileprivate var spliced: [QueryClause]? {
    guard case .boolean(let inner) = node else { return nil }
    switch occur {
    case .optional:
      return inner.allSatisfy { $0.occur == .optional } ? inner : nil
    case .required:
      // With a required clause inside, the optional ones there only add to the score, as they would outside.
      return inner.contains { $0.occur == .required } ? inner : nil
    case .prohibited:
      guard inner.allSatisfy({ $0.occur == .optional }) else { return nil }
      return inner.map { QueryClause(occur: .prohibited, node: $0.node) }
    }
  }
}
