/// Names and numbers, one below the other, the numbers' ends aligned.
struct Table {
  private var rows: [(name: String, value: String, note: String)] = []

  mutating func add(_ name: String, _ value: String, _ note: String = "") {
    rows.append((name, value, note))
  }

  var lines: [String] {
    let nameWidth = rows.map(\.name.count).max() ?? 0
    let valueWidth = rows.map(\.value.count).max() ?? 0
    return rows.map { row in
      let gap = String(repeating: " ", count: nameWidth - row.name.count + 2 + valueWidth - row.value.count)
      return row.name + gap + row.value + (row.note.isEmpty ? "" : "  " + row.note)
    }
  }
}
