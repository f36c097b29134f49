@main
struct Marsad {
  static func main() {}
}
