/// A place that an article names, and where.
package struct FoundPlace: Sendable, Equatable {
  package var place: Place
  /// In the title, else in the body.
  package var inTitle: Bool
  /// Unicode scalar offsets into that field.
  package var scalars: Range<Int>
  /// The literal words, with the clitic written onto them.
  package var text: String
  /// 0…1: how surely it is a place, and this one.
  package var confidence: Double
  /// Other places of that name, the likeliest first; at most five.
  package var also: [Place]
  /// Stated as coordinates beside the text: no field holds it, and `scalars` is empty.
  package var isStated: Bool

  package init(
    place: Place, inTitle: Bool, scalars: Range<Int>, text: String, confidence: Double,
    also: [Place] = [], isStated: Bool = false
  ) {
    self.place = place
    self.inTitle = inTitle
    self.scalars = scalars
    self.text = text
    self.confidence = confidence
    self.also = also
    self.isStated = isStated
  }
}
