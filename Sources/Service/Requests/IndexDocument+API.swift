import Index
import SearchAPI

extension IndexDocument {
  /// A document that a client gives.
  init(_ input: DocumentInput) {
    self.init()
    id = Array((input.id ?? "").utf8)
    path = input.path?.bytes ?? []
    title = Array((input.title ?? "").utf8)
    date = Array((input.date ?? "").utf8)
    url = Array((input.url ?? "").utf8)
    language = Array((input.language ?? "").utf8)
    body = Array(input.text.utf8)
  }
}
