/// The errors of either mode, each with its wording.
extension QuerySyntaxError {
  static func empty(at range: Range<Int>) -> QuerySyntaxError {
    QuerySyntaxError(code: .empty, message: "empty query", range: range, hint: "write at least one word")
  }

  static func tooLong(at range: Range<Int>, limit: Int) -> QuerySyntaxError {
    QuerySyntaxError(
      code: .tooLong, message: "the query is too long: at most \(limit) bytes", range: range, hint: "shorten it")
  }

  static func tooManyClauses(at range: Range<Int>, limit: Int) -> QuerySyntaxError {
    QuerySyntaxError(
      code: .tooManyClauses, message: "too many clauses: at most \(limit) words, phrases and prefixes", range: range,
      hint: "put words that follow each other into one phrase")
  }

  static func tooDeep(at range: Range<Int>, limit: Int) -> QuerySyntaxError {
    QuerySyntaxError(
      code: .tooDeep, message: "nested too deep: at most \(limit) parentheses inside each other", range: range,
      hint: "remove parentheses")
  }

  static func invalidUTF8(at range: Range<Int>) -> QuerySyntaxError {
    QuerySyntaxError(code: .invalidUTF8, message: "the query is not valid UTF-8", range: range)
  }

  static func nulCharacter(at range: Range<Int>) -> QuerySyntaxError {
    QuerySyntaxError(code: .nulCharacter, message: "the query holds a NUL character", range: range)
  }

  static func loneStar(at range: Range<Int>) -> QuerySyntaxError {
    QuerySyntaxError(
      code: .loneStar, message: "'*' needs the beginning of a word before it", range: range,
      hint: "write a prefix, as in bomb*")
  }

  static func onlyExclusions(at range: Range<Int>) -> QuerySyntaxError {
    QuerySyntaxError(
      code: .onlyExclusions, message: "there is nothing to find here, only something to exclude", range: range,
      hint: "add what must be found beside it, as in: found -excluded")
  }
}
