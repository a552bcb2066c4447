import Index
import Platform
import TestSupport

/// Files and folders that come, change, move and go, and ignore files that do.
struct FolderChurn {
  private static let folders = 8
  private static let namesPerFolder = 80
  private static let endings = [".txt", ".txt", ".txt", ".md", ".html", ".jsonl"]

  let root: String
  private let workload: Workload
  private var random: SplitMix64
  /// In each record's id, so that none comes twice.
  private var serial = 0

  init(root: String, seed: UInt64, scale: Int = 1) {
    self.root = root
    workload = Workload(seed: seed, scale: scale)
    random = SplitMix64(seed: seed)
  }

  /// Makes the first files.
  mutating func fill() throws {
    for folder in 0..<Self.folders {
      for name in 0..<Self.namesPerFolder where random.below(2) == 0 {
        try save(path(folder, name), inPlace: true)
      }
    }
  }

  /// Does one thing.
  mutating func step() throws {
    let file = anyFile()
    // Folders go with all they hold, so that these are rare: about half of the names are there at any time.
    switch random.below(400) {
    case 0..<90: try save(file, inPlace: false)
    case 90..<170: try save(file, inPlace: true)
    case 170..<230: try? Files.move(file, to: anyFile())
    case 230..<320: Files.remove(file)
    case 320..<360: try append(to: anyFolder() + "/notes.txt")
    case 360..<362: putAway()
    case 362..<364: bringBack()
    default: try changeRules()
    }
  }

  private func folder(_ number: Int) -> String { "\(root)/folder\(number)" }

  private func path(_ folder: Int, _ name: Int) -> String {
    "\(self.folder(folder))/f\(name)\(Self.endings[name % Self.endings.count])"
  }

  private mutating func anyFolder() -> String { folder(random.below(Self.folders)) }

  private mutating func anyFile() -> String {
    path(random.below(Self.folders), random.below(Self.namesPerFolder))
  }

  /// Writes behind what a file holds, now and then from its beginning.
  private mutating func append(to path: String) throws {
    guard Files.exists(path), random.below(20) > 0 else { return try save(path, inPlace: true) }
    try Files.append(Array("appended \(random.below(1000))\n".utf8), to: path)
  }

  /// Writes a file in its place, or beside it and renames it, as editors do.
  private mutating func save(_ path: String, inPlace: Bool) throws {
    let slash = path.lastIndex(of: "/") ?? path.startIndex
    try Files.makeDirectories(String(path[..<slash]))
    let content = content(path)
    guard !inPlace else { return try Files.write(content, to: path) }
    let draft = String(path[..<slash]) + "/.draft"
    try Files.write(content, to: draft)
    try Files.move(draft, to: path)
  }

  private mutating func content(_ path: String) -> [UInt8] {
    func text(_ random: inout SplitMix64, _ workload: Workload) -> String {
      String(decoding: workload.document(id: 0, text: random.next()).body, as: UTF8.self)
    }
    if path.hasSuffix(".jsonl") {
      return (0..<1 + random.below(5)).flatMap { _ in
        serial += 1
        return Array("{\"id\": \"r\(serial)\", \"text\": \"\(text(&random, workload))\"}\n".utf8)
      }
    }
    let body = text(&random, workload)
    if path.hasSuffix(".html") { return Array("<title>\(random.below(100))</title><p>\(body)</p>".utf8) }
    if path.hasSuffix(".md") { return Array("# Heading \(random.below(100))\n\n\(body)\n".utf8) }
    return Array("\(body)\n".utf8)
  }

  /// Moves a folder into another, with all it holds, which are no folders.
  private mutating func putAway() {
    let folder = anyFolder()
    for name in Files.names(in: folder) where name.hasPrefix("inner") { Files.remove(folder + "/" + name) }
    try? Files.move(folder, to: anyFolder() + "/inner\(random.below(3))")
  }

  /// Takes a folder out of another, or removes it with all it holds.
  private mutating func bringBack() {
    let inner = anyFolder() + "/inner\(random.below(3))"
    guard random.below(4) > 0 else { return Files.remove(inner) }
    let place = anyFolder()
    if !Files.exists(place) { try? Files.move(inner, to: place) }
  }

  /// Writes an ignore file, or removes it.
  private mutating func changeRules() throws {
    let place = random.below(4) == 0 ? root : anyFolder()
    let path = place + "/" + [".gitignore", ".ignore", ".quoignore"][random.below(3)]
    guard Files.exists(place) else { return }
    guard random.below(3) == 0 else { return Files.remove(path) }
    let rules = ["f1*", "f2?.txt", "*.html", "inner1/", "!f11.txt"]
    let chosen = rules.filter { _ in random.below(3) == 0 }
    try Files.write(Array(chosen.map { $0 + "\n" }.joined().utf8), to: path)
  }
}
