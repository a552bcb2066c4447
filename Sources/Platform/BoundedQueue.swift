/// Hands values from thread to thread in their order, and makes whoever is ahead wait.
package final class BoundedQueue<Element: Sendable>: Sendable {
  private struct State {
    var elements: [(element: Element, cost: Int)] = []
    /// Of all elements.
    var cost = 0
    var isClosed = false
  }

  private let limit: Int
  private let state = Monitor(State())

  /// Makes an empty queue, which takes elements until they cost `limit` together: one more never makes it cost more than that
  /// and the one.
  package init(limit: Int) {
    self.limit = limit
  }

  /// Whether whoever takes elements would wait.
  package var isEmpty: Bool { state.withLock { $0.elements.isEmpty } }

  /// Puts an element behind the others, after waiting for room.
  ///
  /// - Returns: whether it was put there; a queue that is closed takes no more.
  @discardableResult
  package func append(_ element: Element, cost: Int = 1) -> Bool {
    let isAppended = state.waiting { state -> Bool? in
      if state.isClosed { return false }
      guard state.cost < limit else { return nil }
      state.elements.append((element, cost))
      state.cost += cost
      return true
    }
    state.broadcast()
    return isAppended
  }

  /// Takes the first element, after waiting for one.
  ///
  /// - Returns: the element; nil if the queue is closed and all have been taken.
  package func next() -> Element? {
    let first = state.waiting { state -> Element?? in
      guard !state.elements.isEmpty else { return state.isClosed ? .some(nil) : nil }
      let (element, cost) = state.elements.removeFirst()
      state.cost -= cost
      return .some(element)
    }
    state.broadcast()
    return first
  }

  /// Takes no more from now on; what is there can still be taken.
  package func close() {
    state.withLock { $0.isClosed = true }
    state.broadcast()
  }
}
