import Platform
import TestSupport
import Testing

@Suite("A queue between threads")
struct BoundedQueueTests {
  @Test("Elements come out in the order in which they went in, whoever is faster")
  func order() throws {
    for limit in [1, 2, 100] {
      let queue = BoundedQueue<Int>(limit: limit)
      try Thread.start {
        for number in 0..<5000 { queue.append(number) }
        queue.close()
      }
      var taken: [Int] = []
      while let number = queue.next() { taken.append(number) }
      #expect(taken == Array(0..<5000))
      #expect(queue.isEmpty)
    }
  }

  @Test("It never holds more than its limit and one element")
  func limit() throws {
    let queue = BoundedQueue<Int>(limit: 10)
    let appended = Monitor(0)
    try Thread.start {
      for cost in [9, 100, 1, 1] {
        queue.append(cost, cost: cost)
        appended.withLock { $0 += 1 }
        appended.broadcast()
      }
    }
    #expect(appended.waiting(milliseconds: 5000) { $0 == 2 })
    #expect(queue.next() == 9)
    // The hundred is still there.
    #expect(!appended.waiting(milliseconds: 50) { $0 > 2 })
    #expect(queue.next() == 100)
    #expect(appended.waiting(milliseconds: 5000) { $0 == 4 })
  }

  @Test("Closing it wakes both sides, and what is in it can still be taken")
  func closing() throws {
    let queue = BoundedQueue<Int>(limit: 1)
    let refused = BoundedQueue<Bool>(limit: 1)
    queue.append(1)
    try Thread.start { refused.append(!queue.append(2)) }
    queue.close()
    #expect(refused.next() == true)
    #expect(queue.append(3) == false)
    #expect(queue.next() == 1)
    #expect(queue.next() == nil)

    let empty = BoundedQueue<Int>(limit: 1)
    try Thread.start { empty.close() }
    #expect(empty.next() == nil)
  }
}
