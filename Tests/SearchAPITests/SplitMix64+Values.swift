import TestSupport

extension SplitMix64 {
  mutating func text() -> String {
    let alphabet = Array("ab \"*é東\u{1F600}\n\u{1B}\\")
    return String((0..<below(20)).map { _ in alphabet[below(alphabet.count)] })
  }

  mutating func maybe<Value>(_ value: (inout SplitMix64) -> Value) -> Value? {
    below(2) == 0 ? nil : value(&self)
  }

  mutating func one<Value>(of values: [Value]) -> Value {
    values[below(values.count)]
  }
}
