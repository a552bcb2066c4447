/// Numbers for people. They may come from anywhere and be anything.
public enum Quantity {
  /// A number with its noun: `1 match`, `12,345 matches`.
  public static func count(_ count: some BinaryInteger, _ singular: String, _ plural: String) -> String {
    "\(grouped(count)) \(count == 1 ? singular : plural)"
  }

  /// `0.4 ms`, `4 ms`, `1,250 ms`
  public static func milliseconds(_ milliseconds: Double) -> String {
    // Tenths of a millisecond tell something below ten only.
    let tenths = clamped(milliseconds * 10)
    guard tenths < 100, !tenths.isMultiple(of: 10) else { return "\(grouped(clamped(milliseconds))) ms" }
    return "\(tenths / 10).\(tenths % 10) ms"
  }

  /// `17 ms`, `7.4 s`, `48 s`, `3 min`: how long something took.
  public static func elapsed(_ seconds: Double) -> String {
    if seconds < 1 { return milliseconds(seconds * 1000) }
    if seconds >= 60 { return duration(seconds) }
    let tenths = clamped(seconds * 10)
    return tenths < 100 ? "\(tenths / 10).\(tenths % 10) s" : "\(tenths / 10) s"
  }

  /// `48 s`, `3 min`, `2 h 5 min`, `4 d 7 h`
  public static func duration(_ seconds: Double) -> String {
    let seconds = clamped(seconds)
    let (minutes, hours, days) = (seconds / 60, seconds / 3600, seconds / 86_400)
    if minutes == 0 { return "\(seconds) s" }
    if hours == 0 { return "\(minutes) min" }
    if days == 0 { return "\(hours) h \(minutes % 60) min" }
    return "\(grouped(days)) d \(hours % 24) h"
  }

  /// `7.4 s`, `2 min 14 s`, `2 h 5 min`: how long something took that people waited for.
  public static func wait(_ seconds: Double) -> String {
    guard (60..<3_600).contains(seconds) else { return elapsed(seconds) }
    let seconds = clamped(seconds)
    return "\(seconds / 60) min \(seconds % 60) s"
  }

  /// `512 bytes`, `4.2 kB`, `97 MB`
  public static func bytes(_ bytes: UInt64) -> String {
    guard bytes >= 1000 else { return count(bytes, "byte", "bytes") }
    var (amount, unit) = (Double(bytes), "bytes")
    for next in ["kB", "MB", "GB", "TB", "PB", "EB"] where amount >= 1000 {
      (amount, unit) = (amount / 1000, next)
    }
    let tenths = clamped(amount * 10)
    return tenths < 100 ? "\(tenths / 10).\(tenths % 10) \(unit)" : "\(clamped(amount)) \(unit)"
  }

  /// Digits in groups of three: `12,345`
  public static func grouped(_ integer: some BinaryInteger) -> String {
    let digits = String(integer)
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.utf8.count - index).isMultiple(of: 3) { text.append(",") }
      text.append(digit)
    }
    return text
  }

  /// The nearest integer, within what fits.
  private static func clamped(_ number: Double) -> Int {
    Int(exactly: min(max(number, 0), 1e15).rounded()) ?? 0
  }
}
