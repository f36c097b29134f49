#!/usr/bin/env bash
# The story that scripts/package-test tells, inside the throwaway machine. Not for a real one: it
# installs, upgrades, removes and purges the package.
# Claims are evaluated later, through claim and within: hence the quotes and what looks unused.
# shellcheck disable=SC2016,SC2034,SC2317
set -uo pipefail
cd "$(dirname "$(realpath "$0")")/../.." || exit 125
package=$1 next=$2
site=http://127.0.0.1:8450 receiver=http://127.0.0.1:8451
. scripts/lib/claims.sh
export DEBIAN_FRONTEND=noninteractive
# Images of containers forbid packages to start services; a machine does not.
rm -f /usr/sbin/policy-rc.d

finish() { end "package test"; }
version_is() { [ "$(dpkg-query --show --showformat='${Version}' marsad)" = "$1" ]; }
bomb() { # NUMBER: publishes an article that alerts
  publish "انفجار قنبلة رقم $1 في حي $1" \
    "انفجرت قنبلة في الحي رقم $1، وقال شهود رقم $1 إن أحدا لم يصب بأذى." >/dev/null
}

# --- installed, without a configuration
claim "it installs" dpkg --install "$package"
[ "$failures" = 0 ] || finish
claim "the program runs" marsad --version
claim "the unit is free of complaints (systemd-analyze verify)" \
  silent systemd-analyze verify marsad.service
exposure=$(systemd-analyze security --no-pager --offline=true /lib/systemd/system/marsad.service |
  sed -n 's/.*exposure level.*: \([0-9.]*\).*/\1/p')
claim "its exposure is $exposure, at most 1.1" awk "BEGIN { exit !($exposure <= 1.1) }"
claim "the account is there" getent passwd marsad
claim "it has no shell" eval '[ "$(getent passwd marsad | cut -d: -f7)" = /usr/sbin/nologin ]'
claim "the service is to start at boot" systemctl --quiet is-enabled marsad.service
claim "it was not started without a configuration" is ActiveState inactive
claim "and the unit's condition says why" is ConditionResult no
claim "the wait is no failure" rejects systemctl --quiet is-failed marsad.service
if [ -x /usr/bin/man ]; then
  claim "its manual is found" eval 'man --where 1 marsad && man --where 5 marsad.yaml'
fi
claim "bash completes its commands" bash -c '. /usr/share/bash-completion/completions/marsad
COMP_WORDS=(marsad che) COMP_CWORD=1 COMP_LINE="marsad che" COMP_POINT=10; _marsad marsad che marsad; [ "${COMPREPLY[*]}" = "check" ]'

# --- the stage: sites, receiver, secret
systemd-run --quiet --unit=stage --property=Restart=no \
  marsad demo --serve --folder /run/stage --port 8450
claim "the sample site and the receiver are up" within 20 curl --silent --fail "$site/"
claim "marsad init writes a configuration" marsad init
claim "for all to read, since it holds no secret" eval '[ "$(stat --format=%a /etc/marsad/marsad.yaml)" = 644 ]'
claim "which passes check" marsad check
cat >/etc/marsad/marsad.yaml <<END
network: {allow_private: [127.0.0.0/8], per_host: {connections: 2, delay: 0s}}
sources:
  - {name: paper, url: "$site/", every: 1s, language: ar}
destinations:
  desk:
    webhook: $receiver/hook
    insecure: true
    allow_private: [127.0.0.0/8]
    secret: {credential: desk-secret}
    retry: [1s, 1s, 1s, 1s, 1s, 1s, 1s, 1s]
  file: {log: alerts.jsonl}
defaults: {alert: [desk, file]}
rules:
  - {name: bombs, match: {any: [قنبلة]}}
END
install --mode=600 /run/stage/desk.secret /etc/marsad/credentials/desk-secret
mkdir -p /etc/systemd/system/marsad.service.d
cat >/etc/systemd/system/marsad.service.d/local.conf <<END
[Service]
LoadCredential=desk-secret:/etc/marsad/credentials/desk-secret
ExecStart=
ExecStart=/usr/bin/marsad run --log-level debug
END
systemctl daemon-reload

# --- with a configuration
claim "with a configuration it starts" systemctl start marsad.service
claim "and runs" within 10 is SubState running
claim "the sample site is polled" within 20 journal_has "polled"
sum=$(sha256sum /etc/marsad/marsad.yaml)
polled_again
bomb 1
claim "an article alerts" within 20 received_is 1
claim "also in the log" within 20 grep --quiet 'قنبلة' /var/log/marsad/alerts.jsonl

# --- upgraded
process=$(property MainPID)
claim "an upgrade installs" dpkg --install "$next"
claim "it is the new version" eval '[[ "$(dpkg-query --show --showformat="\${Version}" marsad)" == *-2 ]]'
claim "the service was restarted" eval '[ "$(property MainPID)" != "$process" ] && within 10 is SubState running'
claim "the configuration is what it was" eval '[ "$(sha256sum /etc/marsad/marsad.yaml)" = "$sum" ]'
polled_again
claim "what was known is known: no alert comes twice" received_is 1
bomb 2
claim "and news is news" within 20 received_is 2
systemctl stop marsad.service
claim "a service that was stopped" dpkg --install "$next"
claim "stays stopped over an upgrade" is ActiveState inactive
echo "# mine" >>/etc/logrotate.d/marsad
claim "an upgrade asks nothing" dpkg --install "$next" </dev/null
claim "and keeps a rotation of one's own" grep --quiet '^# mine$' /etc/logrotate.d/marsad
systemctl start marsad.service

# --- removed, and back
claim "it is removed" dpkg --remove marsad
claim "with its service" eval 'is ActiveState inactive && ! test -e /lib/systemd/system/marsad.service'
claim "and its program" eval '! test -e /usr/bin/marsad'
claim "configuration, secrets, state and alerts stay" test -s /etc/marsad/marsad.yaml \
  -a -s /etc/marsad/credentials/desk-secret -a -s /var/lib/marsad/state.sqlite \
  -a -s /var/log/marsad/alerts.jsonl -a -e /etc/logrotate.d/marsad
bomb 3
claim "it comes back" dpkg --install "$next"
claim "and starts by itself, since there is a configuration" within 10 is SubState running
claim "what was published meanwhile alerts" within 20 received_is 3
polled_again
claim "nothing alerts twice" received_is 3

# --- a broken configuration is told and blocks nothing
cp /etc/marsad/marsad.yaml /root/good.yaml
echo "  bad: [" >>/etc/marsad/marsad.yaml
claim "an upgrade with a broken configuration goes through" dpkg --install "$package"
claim "the package is whole" eval '[ "$(dpkg-query --show --showformat="\${db:Status-Status}" marsad)" = installed ]'
claim "the service says what is wrong" within 10 journal_has "marsad.yaml:[0-9]*:[0-9]*:"
cp /root/good.yaml /etc/marsad/marsad.yaml
systemctl reset-failed marsad.service
claim "and starts once it is put right" systemctl start marsad.service

# --- a service of one user
useradd --create-home --shell /bin/bash reporter
number=$(id --user reporter) home=/home/reporter
as_reporter() {
  setpriv --reuid=reporter --regid=reporter --init-groups \
    env HOME=$home XDG_RUNTIME_DIR="/run/user/$number" "$@"
}
reporters() { as_reporter systemctl --user "$@"; }
systemctl start "user@$number.service"
if within 10 reporters is-system-running --wait; then :; fi
if reporters show-environment >/dev/null 2>&1; then
  reporters daemon-reload
  claim "a user's service waits for a configuration too" eval \
    'reporters start marsad.service && [ "$(reporters show --value --property=ConditionResult marsad.service)" = no ]'
  as_reporter mkdir -p $home/.config/marsad $home/.ssh
  as_reporter sh -c "echo secret > $home/.ssh/id_test"
  as_reporter tee $home/.config/marsad/marsad.yaml >/dev/null <<END
network: {allow_private: [127.0.0.0/8], per_host: {connections: 2, delay: 0s}}
sources:
  - {name: paper, url: "$site/", every: 1s, language: ar}
destinations: {file: {log: alerts.jsonl}}
defaults: {alert: [file]}
rules:
  - {name: bombs, match: {any: [قنبلة]}}
END
  claim "a user's service starts" reporters start marsad.service
  claim "with its state among the user's own" within 10 test -s $home/.local/state/marsad/state.sqlite
  sleep 3 # two polls: the first is a baseline
  bomb 4
  claim "and alerts there" within 20 grep --quiet 'قنبلة' $home/.local/state/marsad/alerts.jsonl
  process=$(reporters show --value --property=MainPID marsad.service)
  claim "a user's keys are out of its sight" rejects test -e "/proc/$process/root$home/.ssh/id_test"
  claim "the system is read-only to it" eval \
    'grep --quiet "^[^ ]* / / .*ro\b\|^[^ ]* [^ ]* [^ ]* / / ro" <(cut -d" " -f1-6 /proc/$process/mountinfo)'
  claim "it reloads" reporters reload marsad.service
  claim "and stops in good order" eval \
    'reporters stop marsad.service && [ "$(reporters show --value --property=Result marsad.service)" = success ]'
else
  echo "# skipped: no systemd of a user's own on this machine (user@$number.service)"
  systemctl status "user@$number.service" --no-pager 2>&1 | sed 's/^/    # /'
fi

# --- purged
claim "it is purged" dpkg --purge marsad
claim "with configuration, secrets, state and alerts" eval \
  '! ls -d /etc/marsad /var/lib/marsad /var/log/marsad /etc/logrotate.d/marsad /etc/systemd/system/marsad.service.d 2>/dev/null'
claim "nothing of the unit is left" eval \
  '! ls -d /etc/systemd/system/*/marsad.service /etc/systemd/system/marsad.service /var/lib/systemd/deb-systemd-helper-enabled/*marsad* 2>/dev/null'
claim "dpkg knows it no more" eval '! dpkg-query --show marsad'
claim "a user's own files are the user's" test -s $home/.local/state/marsad/state.sqlite
finish
