/// Word endings, in UTF-8, and what may be done with them.
struct Endings: Sendable {
  let list: [[UInt8]]

  /// Separated by spaces; tried in the order given.
  init(_ text: String) {
    list = text.split(whereSeparator: { $0 == " " || $0 == "\n" }).map { Array($0.utf8) }
  }

  /// The length of the first ending that the word has, if what is left has so many bytes.
  func length(on word: ArraySlice<UInt8>, leaving least: Int) -> Int? {
    for ending in list where word.count >= least + ending.count && word.ends(in: ending) {
      return ending.count
    }
    return nil
  }

  /// What is left of the word without each of the endings that it has.
  func stripped(_ word: ArraySlice<UInt8>, leaving least: Int) -> [ArraySlice<UInt8>] {
    list.compactMap { ending in
      word.count >= least + ending.count && word.ends(in: ending)
        ? word.dropLast(ending.count) : nil
    }
  }
}

/// Irregular forms and their dictionary forms: `form form form=lemma`, one lemma a line.
struct Irregular: Sendable {
  private let lemmas: [[UInt8]: [[UInt8]]]

  init(_ text: String) {
    var lemmas: [[UInt8]: [[UInt8]]] = [:]
    for line in text.split(separator: "\n") {
      let sides = line.split(separator: "=")
      guard sides.count == 2 else { continue }
      for form in sides[0].split(separator: " ") {
        lemmas[Array(form.utf8), default: []].append(Array(sides[1].utf8))
      }
    }
    self.lemmas = lemmas
  }

  func lemmas(of word: ArraySlice<UInt8>) -> [[UInt8]] { lemmas[Array(word)] ?? [] }
}

extension ArraySlice<UInt8> {
  func ends(in ending: [UInt8]) -> Bool {
    count >= ending.count && suffix(ending.count).elementsEqual(ending)
  }

  func ends(in ending: StaticString) -> Bool {
    ends(in: Array("\(ending)".utf8))
  }
}
