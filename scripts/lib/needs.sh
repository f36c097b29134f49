# What the scripts need of the machine, and how it gets there. Sourced, never run.
# shellcheck shell=bash

# say TEXT...: a line about what a script does, apart from the output of its tools.
say() { printf '==> %s\n' "$*" >&2; }
fail() {
  printf '==> %s\n' "$*" >&2
  exit 1
}

# The Debian packages that the build needs, each with its reason.
# shellcheck disable=SC2034  # for the scripts that source this
build_needs=(
  "libcurl4-openssl-dev|fetching pages and feeds (libcurl)"
  "libssl-dev|SHA-256 and the signatures of webhooks (libcrypto)"
  "libpcre2-dev|patterns in rules"
  "zlib1g-dev|compressed sitemaps"
  "libsqlite3-dev|the state file"
  "pkg-config|finding the libraries above"
  "ca-certificates|knowing whom to trust over https"
  "git|fetching the Swift packages"
)

has_package() {
  case $(dpkg-query --show --showformat='${db:Status-Status}' "$1" 2>/dev/null) in
    installed) return 0 ;;
    *) return 1 ;;
  esac
}

# need "PACKAGE|REASON"...: installs what is missing, and says what and why. Fails, naming the
# command to run, where it may not or cannot install.
need() {
  local entry package missing=()
  command -v dpkg-query >/dev/null || {
    say "not a Debian system: making sure of these is yours: ${*%%|*}"
    return 0
  }
  for entry in "$@"; do
    package=${entry%%|*}
    has_package "$package" && continue
    missing+=("$package")
    say "missing: $package, for ${entry#*|}"
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  if [ "$(id -u)" != 0 ]; then
    say "not root, so nothing is installed; run this, then try again:"
    say "  sudo apt-get update && sudo apt-get install --yes --no-install-recommends ${missing[*]}"
    return 1
  fi
  say "installing: ${missing[*]}"
  {
    apt-get update --quiet=2 &&
      DEBIAN_FRONTEND=noninteractive apt-get install --quiet=2 --yes --no-install-recommends \
        "${missing[@]}"
  } >&2 || {
    say "apt could not install: ${missing[*]}"
    return 1
  }
}

# The Swift toolchain must be there: it is no Debian package.
need_swift() {
  if ! command -v swift >/dev/null; then
    for folder in /opt/swift/usr/bin /usr/libexec/swift/bin "$HOME/.local/share/swiftly/bin"; do
      if [ -x "$folder/swift" ]; then
        PATH=$folder:$PATH
        return 0
      fi
    done
    fail "no Swift toolchain found; install 6.2 or later from https://www.swift.org/install/linux/"
  fi
}

# with_warcio: prints a Python that has warcio (PyPI), in an environment under .build of its own. Fails
# where it cannot be had.
with_warcio() {
  local home=.build/warcio
  if ! "$home/bin/python" -c 'import warcio' 2>/dev/null; then
    say "installing: warcio (PyPI), for reading exports of evidence"
    { python3 -m venv "$home" && "$home/bin/pip" install --quiet warcio==1.8.1; } >&2 || return 1
  fi
  printf '%s\n' "$home/bin/python"
}
