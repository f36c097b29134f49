/// `docs/configuration.md`, from the one definition of the keys.
enum ReferencePage {
  static func text() -> String {
    var page = opening
    for section in Sections.all { page += self.section(section) }
    return page
  }

  private static let opening = """
    # Configuration

    This page is written from the definitions that Marsad itself reads by; a test holds it to them.
    The same definitions give `config/marsad.schema.json`, with which an editor completes and checks
    a file. Its first line names it, as `marsad init` writes it:

    ```yaml
    # yaml-language-server: $schema=/usr/share/marsad/marsad.schema.json
    ```

    `marsad init` writes a file to start from, `marsad check` shows every fault at once:

    ```
    rules.d/east.yaml:12:7: unknown key "withn" in rules[3].where; did you mean "within"?
    ```

    ## How values are written

    - The file is YAML in UTF-8. Every value is read as text, whatever YAML makes of it elsewhere:
      `NO` is Norway, `22:00` a time, `1.0` a text where a text is wanted.
    - One value where a list is wanted is a list of one.
    - A duration has units: `500ms`, `30s`, `5m`, `1h30m`, `7d`, `2w`. A size: `512 KiB`, `8 MB`,
      `10 GB` (kB, MB, GB by 1000; KiB, MiB, GiB by 1024). A distance: `60 km`, `500 m`, `40 mi`.
    - Paths are relative to the file they stand in. Logs alone are relative to `$LOGS_DIRECTORY`,
      else to the state's folder.
    - Anchors and aliases (`&`, `*`) may be used; tags (`!`) and merge keys (`<<`) may not.
    - A secret is never a part of the file: `{file: PATH}` or `{credential: NAME}`. A file is read
      again on reload; a systemd credential changes only with a restart.
    - Places are named by any of their names, by ISO 3166-2 code, by GeoNames id, or as
      `{name: Tripoli, country: LY}`.

    Where Marsad looks: the configuration is `--config`, else `$CONFIGURATION_DIRECTORY/marsad.yaml`,
    else (not for root) `$XDG_CONFIG_HOME/marsad/marsad.yaml`, else `/etc/marsad/marsad.yaml`. The
    state is `--state`, else `state:`, else `$STATE_DIRECTORY/state.sqlite`, else
    `$XDG_STATE_HOME/marsad/state.sqlite`.


    """

  private static func section(_ section: Section) -> String {
    var text = "## \(section.id)\n\n\(section.meaning)"
    let uses = Sections.uses(of: section.id)
    if !uses.isEmpty {
      text += " Stands in " + uses.map { "`\($0)`" }.joined(separator: ", ") + "."
    }
    text += "\n\n"
    for key in section.keys { text += self.key(key) }
    return text + "\n"
  }

  private static func key(_ key: KeyDefinition) -> String {
    let links = Sections.named(in: key.schema).map { "[\($0)](#\($0))" }
    var facts = [key.expects + (links.isEmpty ? "" : " (\(links.joined(separator: ", ")))")]
    if key.isRequired { facts.append("required") }
    if let fallback = key.fallback { facts.append("default: \(fallback)") }
    facts.append("since \(key.since)")
    var text = "- **`\(key.name)`**: \(key.meaning)"
    text += "\n  \(facts.joined(separator: "; ")).\n"
    text += "  Example: `\(key.name): \(key.example)`\n"
    return text
  }
}
