# The Python packages that tests read our output with. Sourced after needs.sh, never run.
# shellcheck shell=bash

# Each with its reason. They are installed into .build/python, never into the system.
python_needs=(
  "standardwebhooks==1.0.0|checking signatures of webhooks with the reference library"
  "jsonschema==4.23.0|holding the configuration's JSON Schema against marsad check"
  "PyYAML==6.0.2|reading configurations as editors do"
)

# need_python: makes .build/python with all of them. Fails, saying why, where pip cannot.
need_python() {
  local entry stamp=.build/python/packages
  if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "${python_needs[*]}" ]; then return 0; fi
  need "python3-venv|an environment for Python packages of the tests" || return 1
  for entry in "${python_needs[@]}"; do say "installing by pip: ${entry%%|*}, for ${entry#*|}"; done
  mkdir -p .build
  {
    python3 -m venv --clear .build/python &&
      .build/python/bin/pip install --quiet --disable-pip-version-check "${python_needs[@]%%|*}"
  } >&2 || {
    say "pip could not install: ${python_needs[*]%%|*}"
    return 1
  }
  printf '%s' "${python_needs[*]}" >"$stamp"
}
