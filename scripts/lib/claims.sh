# Claims about the service in a throwaway machine, and how they are counted. Sourced by the
# scenarios, which name the sample site's address in site and the receiver's in receiver; never run.
# shellcheck shell=bash disable=SC2154,SC2016
failures=0 count=0

claim() { # TEXT COMMAND...: one line, ok or not ok.
  local text=$1 output
  shift
  count=$((count + 1))
  if output=$("$@" 2>&1); then
    printf 'ok %2d - %s\n' "$count" "$text"
  else
    failures=$((failures + 1))
    printf 'not ok %2d - %s\n' "$count" "$text"
    [ -z "$output" ] || printf '%s\n' "$output" | sed 's/^/    # /'
  fi
}
within() { # SECONDS COMMAND...: tries until it holds.
  local until=$((SECONDS + $1))
  shift
  until "$@" >/dev/null 2>&1; do
    [ "$SECONDS" -lt "$until" ] || {
      echo "did not come to hold: $*"
      return 1
    }
    sleep 0.1
  done
}
end() { # NAME: the sum of it, with the service's last words where a claim failed
  if [ "$failures" -gt 0 ]; then
    echo "# the service's last words:"
    systemctl status marsad.service --no-pager --lines=0 2>&1 | sed 's/^/    # /'
    journalctl --unit=marsad.service --no-pager --lines=60 --output=short-monotonic 2>&1 |
      sed 's/^/    # /'
  fi
  echo "$1: $((count - failures)) of $count claims hold"
  [ "$failures" = 0 ]
  exit
}

property() { systemctl show --value --property="$1" marsad.service; }
is() { [ "$(property "$1")" = "$2" ] || { echo "$1=$(property "$1"), not $2"; return 1; }; }
received() { curl --silent --fail "$receiver/received" | wc -l; }
received_is() { [ "$(received)" = "$1" ] || { echo "$(received) alerts received, not $1"; return 1; }; }
publish() { printf '%s\n' "$@" | curl --silent --fail --data-binary @- "$site/publish"; }
polls() { # how often the site answered; each poll of the front page counts
  journalctl --unit=marsad.service --output=cat --no-pager | grep -c 'polled'
}
polled_again() { # two polls after this moment: one that may have begun before, one for certain
  local before
  before=$(polls)
  within 20 eval "[ \$(polls) -ge $((before + 2)) ]"
}
journal_has() { # no pipe: grep ends early, and pipefail would blame journalctl for it
  grep --quiet --ignore-case -- "$1" < <(journalctl --unit=marsad.service --output=cat --no-pager)
}
found_in_journal() { # FIELD=VALUE...: records of the service that have them all
  local found
  journalctl --sync 2>/dev/null || true
  found=$(journalctl --unit=marsad.service --output=cat --no-pager --quiet "$@")
  [ -n "$found" ] || { echo "no record has $*"; return 1; }
}
as_nobody() { setpriv --reuid=65534 --regid=65534 --clear-groups "$@"; }
rejects() { ! "$@"; }
silent() {
  local output
  output=$("$@" 2>&1)
  [ -z "$output" ] || { echo "$output"; return 1; }
}
