import Foundation
import Markup

extension MarkupTree {
  /// The tree as text: `html(head,body(p["one",b["two"]]))`.
  var outline: String {
    var text = ""
    func write(_ node: Node) {
      if isText(node) {
        text += "\"\(self.text(node))\""
        return
      }
      text += nameText(node)
      guard firstChild(node) != nil else { return }
      text += "("
      for (index, child) in children(of: node).enumerated() {
        if index > 0 { text += "," }
        write(child)
      }
      text += ")"
    }
    for child in children(of: MarkupTree.document) { write(child) }
    return text
  }

  /// What stands in the body.
  var bodyOutline: String {
    let whole = outline
    guard let start = whole.range(of: "body("), whole.hasSuffix("))") else { return whole }
    return String(whole[start.upperBound...].dropLast(2))
  }
}
