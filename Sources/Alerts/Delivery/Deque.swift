internal import Foundation

extension DeliveryQueue {
  /// Messages by id, cheap at the front, where they leave, and at the end, where they come.
  struct Deque: Sendable {
    private var messages: [Message] = []
    /// Messages before this place have left.
    private var head = 0

    var count: Int { messages.count - head }
    var first: Message? { head < messages.count ? messages[head] : nil }

    func contains(_ id: Int64) -> Bool {
      let place = place(of: id)
      return place < messages.count && messages[place].id == id
    }

    mutating func insert(_ message: Message) {
      let place = place(of: message.id)
      if place == head, head > 0 {
        head -= 1
        messages[head] = message
      } else {
        messages.insert(message, at: place)
      }
    }

    mutating func remove(_ id: Int64) {
      let place = place(of: id)
      guard place < messages.count, messages[place].id == id else { return }
      messages.remove(at: place)
    }

    /// Moves all times.
    mutating func shift(by step: TimeInterval) {
      for index in messages.indices where index >= head {
        messages[index].due = messages[index].due.map { $0 + step }
      }
    }

    /// Leaves those out that the test does not want.
    mutating func removeAll(where isUnwanted: (Message) -> Bool) {
      messages = messages[head...].filter { !isUnwanted($0) }
      head = 0
    }

    /// Takes up to `limit` messages that are due and were never tried, and the first in any case.
    mutating func removeFirst(_ limit: Int, dueBy now: Date) -> [Message] {
      var taken: [Message] = []
      while taken.count < limit, let next = first {
        if !taken.isEmpty, next.tries > 0 || (next.due ?? .distantPast) > now { break }
        taken.append(next)
        head += 1
      }
      if head > 1_024, head * 2 > messages.count {
        messages.removeFirst(head)
        head = 0
      }
      return taken
    }

    /// Where a message of this id is, or would be.
    private func place(of id: Int64) -> Int {
      var low = head
      var high = messages.count
      // Nearly always it belongs at the end.
      if let last = messages.last, low < high, last.id < id { return high }
      while low < high {
        let middle = (low + high) / 2
        if messages[middle].id < id { low = middle + 1 } else { high = middle }
      }
      return low
    }
  }
}
