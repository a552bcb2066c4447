import ArgumentParser
import Platform
import SearchAPI

/// What commands take that are about one document.
struct DocumentOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp("The file that the document came from.", valueName: "file"), completion: .file(),
    transform: ExclusionMark.removed)
  var path: String?

  @Option(
    help: ArgumentHelp("The id that its source gave the document.", valueName: "id"), transform: ExclusionMark.removed)
  var id: String?

  @Option(help: ArgumentHelp("The document's number, `doc` in JSON.", valueName: "number"))
  var doc: UInt64?

  @Option(
    help: ArgumentHelp("The index to ask, where the daemon serves several.", valueName: "name"),
    transform: ExclusionMark.removed)
  var index: String?

  mutating func validate() throws {
    guard [path != nil, id != nil, doc != nil].count(where: \.self) == 1 else {
      throw ValidationError("Name the document by one of FILE, --id and --doc.")
    }
  }

  /// What the arguments may mean, the likeliest first.
  var selectors: [DocumentRequest.Selector] {
    if let doc { return [.ordinal(doc)] }
    if let id { return [.id(id)] }
    guard let path else { return [] }
    let bytes = Array(path.utf8)
    let absolute = FileSystem.absolutePath(of: bytes)
    var paths = [absolute]
    if let resolved = FileSystem.resolvedPath(of: bytes), resolved != absolute { paths.append(resolved) }
    // `quo search` prints the id of a record behind its file.
    let record = path.split(separator: "#", maxSplits: 1).dropFirst().first.map {
      DocumentRequest.Selector.id(String($0))
    }
    return paths.map { .path(DocumentPath(bytes: $0)) } + [record].compactMap { $0 }
  }

  /// The error where none of these is there.
  var missing: CommandError {
    let remedy = path.map { ": \($0); `quo search -l` prints the files that it has" } ?? ""
    return CommandError("the index has no such document\(remedy)", status: .nothingFound)
  }
}
