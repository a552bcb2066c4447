import Terminal
import Testing

@Suite struct QuantityTests {
  @Test func counts() {
    #expect(Quantity.count(1, "match", "matches") == "1 match")
    #expect(Quantity.count(0, "match", "matches") == "0 matches")
    #expect(Quantity.count(1_234_567, "match", "matches") == "1,234,567 matches")
    #expect(Quantity.grouped(UInt64.max) == "18,446,744,073,709,551,615")
  }

  @Test(arguments: [
    (0.0, "0 ms"), (0.0004, "0.4 ms"), (0.017, "17 ms"), (0.9999, "1,000 ms"), (7.413, "7.4 s"), (48, "48 s"),
    (185, "3 min"), (7_530, "2 h 5 min"), (-1, "0 ms"),
  ])
  func elapsedTime(seconds: Double, shown: String) {
    #expect(Quantity.elapsed(seconds) == shown)
  }

  @Test(arguments: [(7.413, "7.4 s"), (134, "2 min 14 s"), (3_599.4, "59 min 59 s"), (7_530, "2 h 5 min")])
  func waits(seconds: Double, shown: String) {
    #expect(Quantity.wait(seconds) == shown)
  }

  @Test(
    arguments: [
      (0, "0 bytes"), (1, "1 byte"), (999, "999 bytes"), (4_200, "4.2 kB"), (97_000_000, "97 MB"),
    ] as [(UInt64, String)])
  func sizes(bytes: UInt64, shown: String) {
    #expect(Quantity.bytes(bytes) == shown)
  }
}
