/// Plain values in memory of their own, appended one by one: what an array is, without its checks for shared storage.
@safe struct GrowableBuffer<Element: BitwiseCopyable>: ~Copyable {
  private(set) var count = 0
  private var capacity: Int
  /// Room for `capacity` values, of which `count` are initialised.
  private var storage: UnsafeMutablePointer<Element>

  init(capacity: Int = 1024) {
    self.capacity = max(capacity, 1)
    unsafe storage = .allocate(capacity: self.capacity)
  }

  deinit {
    unsafe storage.deallocate()
  }

  /// The values; valid until the next that is appended.
  var values: UnsafeBufferPointer<Element> {
    unsafe UnsafeBufferPointer(start: storage, count: count)
  }

  /// Bytes that the buffer takes.
  var byteCount: Int { capacity * MemoryLayout<Element>.stride }

  @inline(__always)
  mutating func append(_ value: Element) {
    if count == capacity { reserve(1) }
    unsafe storage[count] = value
    count &+= 1
  }

  mutating func append(_ values: UnsafeBufferPointer<Element>) {
    guard let source = values.baseAddress else { return }
    reserve(values.count)
    unsafe (storage + count).update(from: source, count: values.count)
    count += values.count
  }

  /// Forgets the values, keeps the room.
  mutating func removeAll() {
    count = 0
  }

  private mutating func reserve(_ additional: Int) {
    guard count + additional > capacity else { return }
    capacity = max(count + additional, 2 * capacity)
    let moved = UnsafeMutablePointer<Element>.allocate(capacity: capacity)
    unsafe moved.update(from: storage, count: count)
    unsafe storage.deallocate()
    unsafe storage = moved
  }
}
