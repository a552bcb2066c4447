/// How queries are read.
public struct QueryOptions: Sendable, Equatable {
  /// Whether words without a sign are required or optional.
  public var defaultOperator: DefaultOperator

  /// The field to which the whole query is restricted; nil for none.
  public var field: QueryField?

  /// Whether what lenient parsing takes as text, with a warning, is an error.
  public var isStrict: Bool

  /// How large a query may be.
  public var limits: QueryLimits

  /// Options; the defaults are those of the client: words required, lenient.
  public init(
    defaultOperator: DefaultOperator = .and, field: QueryField? = nil, isStrict: Bool = false,
    limits: QueryLimits = QueryLimits()
  ) {
    self.defaultOperator = defaultOperator
    self.field = field
    self.isStrict = isStrict
    self.limits = limits
  }
}
