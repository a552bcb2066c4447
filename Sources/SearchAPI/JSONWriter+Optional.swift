import JSON

// Members that are left out where there is nothing to say.
extension JSONWriter {
  mutating func member(_ name: String, ifPresent string: String?) {
    if let string { member(name, string) }
  }

  mutating func member(_ name: String, ifPresent integer: (some BinaryInteger)?) {
    if let integer { member(name, integer) }
  }

  mutating func member(_ name: String, ifPresent double: Double?) {
    if let double { member(name, double) }
  }

  mutating func member(_ name: String, ifPresent path: DocumentPath?) {
    guard let path else { return }
    self.name(name)
    path.write(to: &self)
  }

  mutating func member(_ name: String, ifPresent source: SourceInfo?) {
    guard let source else { return }
    self.name(name)
    source.write(to: &self)
  }

  mutating func member(_ name: String, paths: [DocumentPath]) {
    self.name(name)
    beginArray()
    for path in paths {
      path.write(to: &self)
    }
    endArray()
  }

  mutating func member(_ name: String, documents: [DocumentInput]) {
    self.name(name)
    beginArray()
    for document in documents {
      document.write(to: &self)
    }
    endArray()
  }

  mutating func member(_ name: String, roots: [IndexRoot]) {
    self.name(name)
    beginArray()
    for root in roots {
      root.write(to: &self)
    }
    endArray()
  }

  mutating func member(_ name: String, strings: [String]) {
    self.name(name)
    beginArray()
    for string in strings {
      self.string(string)
    }
    endArray()
  }

  mutating func member(_ name: String, warnings: [QueryWarning]) {
    self.name(name)
    beginArray()
    for warning in warnings {
      warning.write(to: &self)
    }
    endArray()
  }
}
