import JSON
import JSONRPC
import Logging
import NIOCore
import Search
import SearchAPI

/// Speaks JSON-RPC over one connection: hands requests to the pool and sends what comes back.
///
/// It lives on the event loop, and so does all that it keeps; no query runs there.
final class RequestHandler: ChannelInboundHandler {
  typealias InboundIn = FrameEvent
  typealias OutboundOut = [UInt8]

  /// Whether requests are served.
  enum Admission: Sendable {
    case served
    /// All requests get this answer, and the connection is closed after the first frame.
    case refused(RPCError)
  }

  private let services: ConnectionServices
  private let parser = MessageParser()
  private let admission: Admission
  private var work: [Work] = []
  /// What columns count, as the last `initialize` asked for.
  private var positionEncoding = PositionEncoding.utf8
  private let timer = DeadlineTimer()
  /// Whether the connection is to be closed once all that is owed has been sent.
  private var isEnding = false
  /// Closes a connection over the limit that says nothing.
  private var refusal: Scheduled<Void>?
  private var lastWrite: EventLoopFuture<Void>?
  private var context: ChannelHandlerContext?

  init(_ services: ConnectionServices, admission: Admission) {
    self.services = services
    self.admission = admission
  }

  // MARK: The connection

  func handlerAdded(context: ChannelHandlerContext) {
    self.context = context
    services.registry.add(self, isServed: isServed)
    guard !isServed else { return }
    let patience = TimeAmount.milliseconds(Int64(services.limits.refusalMilliseconds))
    refusal = context.eventLoop.assumeIsolated().scheduleTask(in: patience) { [self] in closeNow() }
  }

  func channelInactive(context: ChannelHandlerContext) {
    leave()
    context.fireChannelInactive()
  }

  func handlerRemoved(context: ChannelHandlerContext) {
    leave()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard !isEnding else { return }
    switch unwrapInboundIn(data) {
    case .message(let bytes): receive(parser.parse(bytes))
    case .failure(let error):
      services.logger.info("connection closed", metadata: ["reason": "\(error.code)"])
      answer(error.rejection)
      end()
    }
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    // A client that only shuts down its sending end still wants its answers.
    if case ChannelEvent.inputClosed? = event as? ChannelEvent { end() }
    context.fireUserInboundEventTriggered(event)
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    services.logger.debug("connection failed", metadata: ["error": "\(error)"])
    context.close(promise: nil)
  }

  /// Takes no more requests, and closes the connection once those that it has are answered.
  func end() {
    isEnding = true
    closeIfDone()
  }

  /// Ends, and gives up what may go on for any time.
  func drain() {
    for item in work {
      for call in item.calls where call.request.task != nil {
        call.cancel()
        giveUp(item)
      }
    }
    end()
  }

  /// Gives up all work and closes the connection at once.
  func closeNow() {
    abandonWork()
    context?.close(promise: nil)
  }

  private var isServed: Bool {
    guard case .served = admission else { return false }
    return true
  }

  private func leave() {
    guard context != nil else { return }
    context = nil
    timer.cancel()
    refusal?.cancel()
    abandonWork()
    services.registry.remove(self, isServed: isServed)
  }

  private func closeIfDone() {
    guard isEnding, work.isEmpty, let context else { return }
    guard let lastWrite else { return context.close(promise: nil) }
    lastWrite.assumeIsolated().whenComplete { _ in context.close(promise: nil) }
  }

  // MARK: What comes in

  private func receive(_ frame: IncomingFrame) {
    let arrival = ContinuousClock.now
    switch frame {
    case .rejected(let rejection):
      answer(rejection)
    case .message(.response):
      break
    case .message(.notification(let notification)):
      receive(notification)
    case .message(.request(let request)):
      receive(request, arrival: arrival)
    case .batch(let messages):
      receive(messages, arrival: arrival)
    }
    if case .refused = admission { end() }
  }

  private func receive(_ notification: RPCNotification) {
    // Others are for servers that know them, as JSON-RPC has it; none gets an answer, also where it is wrong.
    guard Method(rawValue: notification.method) == .cancelRequest,
      let cancellation = try? CancelNotification(json: notification.params)
    else { return }
    cancel { $0.id == cancellation.id }
  }

  private func receive(_ request: RPCRequest, arrival: ContinuousClock.Instant) {
    do throws(RPCError) {
      try checkIsServed()
      let call = try makeCall(request, arrival: arrival)
      if call.request.isShutdown {
        // Needs no index, and must not wait for queries.
        send(RequestDispatcher.encode(ShutdownAnswer(), id: request.id), answerCount: 1)
        services.requestStop()
        return
      }
      supersede(call)
      submit([call], isBatch: false)
    } catch {
      answer(RPCRejection(id: request.id, error: error))
    }
  }

  private func receive(_ batch: [Result<RPCMessage, RPCRejection>], arrival: ContinuousClock.Instant) {
    var calls: [Call] = []
    var rejections: [RPCRejection] = []
    for message in batch {
      switch message {
      case .failure(let rejection): rejections.append(rejection)
      case .success(.response): break
      case .success(.notification(let notification)): receive(notification)
      case .success(.request(let request)):
        do throws(RPCError) {
          try checkIsServed()
          let call = try makeCall(request, arrival: arrival)
          supersede(call)
          for earlier in calls where call.supersedes(earlier) { earlier.cancel() }
          calls.append(call)
        } catch {
          rejections.append(RPCRejection(id: request.id, error: error))
        }
      }
    }
    if !calls.isEmpty {
      submit(calls, rejections: rejections, isBatch: true)
    } else if !rejections.isEmpty {
      send(RequestDispatcher.encode(rejections), answerCount: rejections.count)
    }
  }

  private func makeCall(_ request: RPCRequest, arrival: ContinuousClock.Instant) throws(RPCError) -> Call {
    let typed = try TypedRequest(request)
    // What comes after it may be worked on before it is answered.
    if case .initialize(let request) = typed { positionEncoding = request.positionEncoding }
    let progress = typed.task?.token.map { ProgressReporter(token: $0, notifier(of: request.id)) }
    return Call(
      id: request.id, request: typed, arrival: arrival, positionEncoding: positionEncoding, progress: progress)
  }

  private func checkIsServed() throws(RPCError) {
    if case .refused(let error) = admission { throw error }
    guard work.count < services.limits.framesInFlight else {
      throw RPCError(.busy, "\(services.limits.framesInFlight) requests of this connection are worked on already")
    }
  }

  // MARK: Work

  private func submit(_ calls: [Call], rejections: [RPCRejection] = [], isBatch: Bool) {
    guard let context else { return }
    let handler = NIOLoopBound(self, eventLoop: context.eventLoop)
    let eventLoop = context.eventLoop
    let item = Work(
      calls, rejections: rejections, isBatch: isBatch, dispatcher: services.dispatcher, queue: services.queue
    ) { item, message in
      eventLoop.execute { handler.value.finish(item, message) }
    }
    work.append(item)
    services.queue.submit(item)
    watchTime(of: item)
  }

  private func finish(_ item: Work, _ message: [UInt8]) {
    // Work that was given up when the connection ended is not in the list.
    guard remove(item) else { return }
    send(message, answerCount: item.answerCount)
    if item.calls.contains(where: { $0.request.isShutdown }) { services.requestStop() }
    closeIfDone()
  }

  private func remove(_ item: Work) -> Bool {
    guard let index = work.firstIndex(where: { $0 === item }) else { return false }
    work.remove(at: index)
    return true
  }

  private func supersede(_ call: Call) {
    guard call.request.session != nil else { return }
    cancel { call.supersedes($0) }
  }

  /// Cancels calls. What no thread has begun with is answered here; the rest by its thread, which looks at its flag.
  private func cancel(where isMeant: (Call) -> Bool) {
    for item in work {
      for call in item.calls where isMeant(call) {
        call.cancel()
        giveUp(item)
      }
    }
  }

  /// Answers a request that is not wanted any more, if no thread has begun with it. What has been begun with, and batches, answer
  /// for themselves.
  private func giveUp(_ item: Work) {
    guard !item.isBatch, item.abandon() else { return item.reconsider() }
    guard remove(item) else { return }
    for call in item.calls {
      answer(RPCRejection(id: call.id, error: call.refusal ?? .cancelled))
    }
    closeIfDone()
  }

  private func abandonWork() {
    for item in work {
      item.cancel()
      _ = item.abandon()
    }
    work = []
  }

  // MARK: Deadlines

  /// How often is looked whether an index has an epoch that another process may have committed.
  private static let epochInterval = Duration.milliseconds(100)

  /// Sees to it that requests for which no thread becomes free, and those that wait for something, are answered at their
  /// deadlines.
  private func watchTime(of item: Work) {
    guard let context else { return }
    let now = ContinuousClock.now
    var moments = item.calls.compactMap(\.deadline).filter { $0 > now }
    if item.wantsEpoch { moments.append(now + Self.epochInterval) }
    guard let next = moments.min() else { return }
    timer.arm(for: next, on: context.eventLoop) { [self] in giveUpLate() }
  }

  private func giveUpLate() {
    let now = ContinuousClock.now
    for item in work {
      if item.calls.contains(where: { call in call.deadline.map { $0 <= now } ?? false }) {
        giveUp(item)
      } else if item.wantsEpoch {
        item.resume()
      }
    }
    for item in work { watchTime(of: item) }
  }

  // MARK: Progress

  /// What sends a message about a request, as long as that is not answered; on any thread.
  private func notifier(of id: RPCID) -> @Sendable ([UInt8]) -> Void {
    guard let context else { return { _ in } }
    let handler = NIOLoopBound(self, eventLoop: context.eventLoop)
    let eventLoop = context.eventLoop
    return { message in
      eventLoop.execute { handler.value.notify(message, about: id) }
    }
  }

  /// Sends a notification, unless the client reads so slowly that it would only wait.
  private func notify(_ message: [UInt8], about id: RPCID) {
    guard let context, context.channel.isWritable,
      work.contains(where: { $0.calls.contains { $0.id == id && !$0.cancellation.isCancelled } })
    else { return }
    context.writeAndFlush(wrapOutboundOut(message), promise: nil)
  }

  // MARK: What goes out

  private func answer(_ rejection: RPCRejection) {
    send(RequestDispatcher.encode(rejection.error, id: rejection.id), answerCount: 1)
  }

  private func send(_ message: [UInt8], answerCount: Int) {
    guard let context else { return }
    services.statistics.requestsAnswered(answerCount)
    let promise = context.eventLoop.makePromise(of: Void.self)
    lastWrite = promise.futureResult
    context.writeAndFlush(wrapOutboundOut(message), promise: promise)
  }
}
