/// Why a list of fields and members is none.
public enum RecordFieldsError: Error, Equatable, Sendable, CustomStringConvertible {
  /// An entry without `=`.
  case noAssignment(String)
  /// An entry that names no member, or a part of one that is empty.
  case noMember(String)
  /// A field that documents do not have.
  case unknownField(String)
  /// A field that stands in the list twice.
  case namedTwice(RecordFields.Field)
  /// A member that stands twice in one field.
  case memberTwice(String)
  /// A member within more objects than are looked into.
  case tooDeep(String)

  /// The message for people.
  public var description: String {
    switch self {
    case .noAssignment(let entry):
      "'\(entry)' does not say which member makes which field; an example: title=headline"
    case .noMember(let entry):
      "'\(entry)' lacks the name of a member; an example: text=body+summary"
    case .unknownField(let name):
      "there is no field '\(name)'; the fields are \(RecordFields.Field.allCases.map(\.rawValue).joined(separator: ", "))"
    case .namedTwice(let field):
      "the field '\(field.rawValue)' is named twice; several members are joined by +, as in text=body+summary"
    case .memberTwice(let member):
      "the member '\(member)' stands twice in one field"
    case .tooDeep(let member):
      "'\(member)' lies in more than \(RecordFields.greatestDepth - 1) objects"
    }
  }
}
