/// Names of the configuration's own places, by their folded letters.
struct OwnNames: Sendable {
  private var places: [[UInt8]: (place: Int, words: Int)] = [:]
  private var beginnings: Set<[UInt8]> = []

  init(_ own: [OwnPlace]) {
    for (index, place) in own.enumerated() {
      for name in place.names {
        let words = NameKey(name).words
        guard !words.isEmpty, words.count <= 8 else { continue }
        var key: [UInt8] = []
        for word in words {
          beginnings.insert(key)
          key += word
        }
        if places[key] == nil { places[key] = (index, words.count) }
      }
    }
    beginnings.remove([])
  }

  var isEmpty: Bool { places.isEmpty }

  /// The place of this name, written in as many words or run together.
  func place(key: ArraySlice<UInt8>, words: Int) -> Int? {
    guard !places.isEmpty, let found = places[Array(key)] else { return nil }
    return words <= found.words ? found.place : nil
  }

  func mayBegin(_ word: ArraySlice<UInt8>) -> Bool {
    guard !places.isEmpty else { return false }
    let key = Array(word)
    return places[key] != nil || beginnings.contains(key)
  }

  func goesOn(_ key: ArraySlice<UInt8>) -> Bool {
    !beginnings.isEmpty && beginnings.contains(Array(key))
  }
}
