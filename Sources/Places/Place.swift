/// One place, of the gazetteer or of the configuration.
package struct Place: Hashable, Sendable {
  package enum Kind: UInt8, Hashable, Sendable, CaseIterable {
    case continent
    /// An area with a name and no government: the Sahel, the Syrian Jazira.
    case region
    case country
    /// A first-level division: a governorate, a state.
    case division
    /// A second-level division: a district, a county.
    case district
    /// A populated place of any size.
    case settlement
    /// The border of two countries.
    case border
    /// A place or area of the configuration.
    case own
  }

  /// What a place lies in, as codes that a test can compare.
  package struct Lineage: Hashable, Sendable {
    /// GeoNames' code of the continent: `AS`.
    package var continent: String?
    /// ISO 3166-1 alpha-2 codes; a border lies in two countries.
    package var countries: [String]
    /// GeoNames id of the first-level division.
    package var division: Int?
    /// GeoNames id of the second-level division.
    package var district: Int?

    package init(
      continent: String? = nil, countries: [String] = [], division: Int? = nil,
      district: Int? = nil
    ) {
      self.continent = continent
      self.countries = countries
      self.division = division
      self.district = district
    }
  }

  /// `geonames:174448`, `region:syrian-jazira`, `border:IQ-SY` or `own:camp`.
  package var id: String
  package var name: String
  /// ISO 3166-1 alpha-2 code; nil where the place lies in several countries or in none.
  package var country: String?
  /// Name of the first-level division that holds the place.
  package var admin: String?
  package var coordinate: Coordinate
  package var kind: Kind
  package var population: Int
  /// How far it reaches from its coordinate; 0 for what is a point on the map of news.
  package var reachKilometres: Double
  package var lineage: Lineage

  package init(
    id: String, name: String, country: String? = nil, admin: String? = nil,
    coordinate: Coordinate, kind: Kind, population: Int = 0,
    reachKilometres: Double = 0, lineage: Lineage = Lineage()
  ) {
    self.id = id
    self.name = name
    self.country = country
    self.admin = admin
    self.coordinate = coordinate
    self.kind = kind
    self.population = population
    self.reachKilometres = reachKilometres
    self.lineage = lineage
  }
}
