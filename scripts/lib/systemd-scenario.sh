#!/usr/bin/env bash
# The story that scripts/systemd-test tells, inside the throwaway machine. Not for a real one: it
# installs, breaks and removes the service.
# Claims are evaluated later, through claim and within: hence the quotes and what looks unused.
# shellcheck disable=SC2016,SC2034,SC2317
set -uo pipefail
cd "$(dirname "$(realpath "$0")")/../.." || exit 125
binary=$1
site=http://127.0.0.1:8450 receiver=http://127.0.0.1:8451
. scripts/lib/claims.sh

configure() { # KEYWORD...: a configuration with a rule for each keyword
  {
    cat <<END
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
  program: {exec: [/usr/local/bin/notify-desk]}
defaults: {alert: [desk, file, program]}
listen: unix:/run/marsad/http
rules:
END
    for word in "$@"; do
      printf '  - {name: "rule-%s", match: {any: ["%s"]}}\n' "$word" "$word"
    done
  } >/etc/marsad/marsad.yaml
}

# --- installed
claim "scripts/install installs" scripts/install --binary "$binary"
[ "$failures" = 0 ] || end "systemd test"
claim "the unit is free of complaints (systemd-analyze verify)" \
  silent systemd-analyze verify marsad.service
exposure=$(systemd-analyze security --no-pager --offline=true /etc/systemd/system/marsad.service |
  sed -n 's/.*exposure level.*: \([0-9.]*\).*/\1/p')
claim "its exposure is $exposure, at most 1.1" awk "BEGIN { exit !($exposure <= 1.1) }"
claim "marsad answers from the installed place" /usr/local/bin/marsad --version
claim "with completions, and rules and a dashboard for those who watch it" eval \
  'bash -n /usr/local/share/bash-completion/completions/marsad &&
    test -s /usr/local/share/doc/marsad/examples/marsad-dashboard.json'
claim "the shipped configuration passes check" /usr/local/bin/marsad check

# --- the stage: sites, receiver, secret
systemd-run --quiet --unit=stage --property=Restart=no \
  /usr/local/bin/marsad demo --serve --folder /run/stage --port 8450
claim "the sample site and the receiver are up" within 20 curl --silent --fail "$site/"
received >/dev/null
install --mode=600 /run/stage/desk.secret /etc/marsad/credentials/desk-secret
mkdir -p /etc/systemd/system/marsad.service.d
cat >/etc/systemd/system/marsad.service.d/test.conf <<END
[Service]
LoadCredential=desk-secret:/etc/marsad/credentials/desk-secret
ExecStart=
ExecStart=/usr/local/bin/marsad run --log-level debug
WatchdogSec=6s
TimeoutAbortSec=2s
RestartSec=1s
END
cat >/usr/local/bin/notify-desk <<'END'
#!/bin/sh
event=$(cat)
printf '%s\n' "$event" | cat >>/var/log/marsad/program.jsonl
END
chmod 755 /usr/local/bin/notify-desk
configure قنبلة
systemctl daemon-reload

# --- start, baseline
claim "systemctl start returns once the daemon is ready" timeout 30 systemctl start marsad.service
claim "it is active and running" is SubState running
claim "it says what it does (STATUS=)" within 10 eval '[ -n "$(property StatusText)" ]'
claim "the first polls come" polled_again
claim "the baseline alerts nothing" received_is 0

# --- alert
publish "انفجار قنبلة في السوق" "قال شهود إن قنبلة انفجرت في السوق صباح اليوم ولم يصب أحد بأذى." >/dev/null
claim "an alert arrives at the webhook, its signature right" within 20 received_is 1
claim "the journal finds a source's polls by field and MESSAGE_ID" within 10 found_in_journal \
  MARSAD_SOURCE=paper MESSAGE_ID=d5037c7c06e54accbc1eadd05b01505d
claim "and an alert's record by its rule, with its priority" within 10 found_in_journal \
  MARSAD_RULE=rule-قنبلة MESSAGE_ID=9b03617e366a4b7fba6ae929a818416c PRIORITY=5 SYSLOG_IDENTIFIER=marsad
claim "the log holds the same bytes" within 10 eval \
  'curl --silent $receiver/received | cmp - /var/log/marsad/alerts.jsonl'
claim "a program of exec, a script of sh, runs in the sandbox and gets the same bytes" within 10 eval \
  'curl --silent $receiver/received | cmp - /var/log/marsad/program.jsonl'
claim "the log belongs to the service, readable by its group only" \
  eval '[ "$(stat --format="%U %G %a" /var/log/marsad/alerts.jsonl)" = "marsad marsad 640" ]'
claim "the status page is served on its socket" \
  curl --silent --fail --unix-socket /run/marsad/http --output /dev/null http://desk.example/
claim "metrics are too, and it is healthy" eval \
  'curl --silent --fail --unix-socket /run/marsad/http http://marsad/-/healthy http://marsad/metrics | grep "^marsad_build_info{" >/dev/null'
claim "the socket belongs to the service, open to its group only" \
  eval '[ "$(stat --format="%U %G %a" /run/marsad/http)" = "marsad marsad 660" ]'

# --- credentials
pid=$(property MainPID)
claim "it runs as its own user" eval '[ "$(stat --format=%U "/proc/$pid")" = marsad ]'
claim "it holds no capability and can gain none" eval \
  'grep --quiet "^CapEff:\s*0*$" "/proc/$pid/status" && grep --quiet "^CapBnd:\s*0*$" "/proc/$pid/status" && grep --quiet "^NoNewPrivs:\s*1" "/proc/$pid/status"'
claim "nobody else reads the credential" rejects as_nobody \
  cat /run/credentials/marsad.service/desk-secret
claim "nor the file that it came from" rejects as_nobody cat /etc/marsad/credentials/desk-secret
claim "the secret is in no journal, environment, state or log" rejects grep --quiet --fixed-strings \
  --recursive --text "$(sed 's/^whsec_//' /run/stage/desk.secret)" "/proc/$pid/environ" \
  /var/lib/marsad /var/log/marsad <(journalctl --no-pager)

# --- the sandbox: the same unit around a program that tries
sandboxed() {
  sed -e 's/^Type=.*/Type=oneshot/' -e '/^Restart/d' -e '/^WatchdogSec=/d' -e '/^ExecReload=/d' \
    -e "s|^ExecStart=.*|ExecStart=/usr/bin/python3 $PWD/scripts/lib/sandbox-probe.py|" \
    /etc/systemd/system/marsad.service >/run/systemd/system/marsad-probe.service
  # The folders are the service's own while it runs.
  sed -i -e 's/Directory=marsad$/Directory=marsad-probe/' /run/systemd/system/marsad-probe.service
  mkdir -p /etc/marsad-probe
  systemctl daemon-reload
  systemctl start marsad-probe.service
  journalctl --unit=marsad-probe.service --output=cat --no-pager
}
if [ -x /usr/bin/python3 ]; then
  probed=$(sandboxed 2>&1)
  while read -r verdict text; do
    claim "in the sandbox, $text" [ "$verdict" = holds ]
  done < <(printf '%s\n' "$probed" | grep -E '^(holds|fails) ')
  claim "all that the sandbox promises was tried" grep --quiet '^tried all$' <<<"$probed"
fi
claim "its memory and threads are limited" eval \
  '[ "$(property MemoryMax)" = 536870912 ] && [ "$(property TasksMax)" = 1024 ]'

# --- reload
configure قنبلة زلزال
claim "systemctl reload takes a new rule" systemctl reload marsad.service
within 10 journal_has "configuration reloaded"
publish "زلزال خفيف يهز الساحل" "شعر السكان بزلزال خفيف فجر اليوم ولم تسجل أضرار." >/dev/null
claim "the new rule alerts" within 20 received_is 2
claim "without a restart" is MainPID "$pid"
echo "  bad: [" >>/etc/marsad/marsad.yaml
systemctl reload marsad.service
claim "a broken configuration is refused on reload, and said" \
  within 10 journal_has "configuration refused"
claim "the daemon goes on with the old one" polled_again
claim "still without a restart" is MainPID "$pid"
configure قنبلة زلزال

# --- logrotate
mv /var/log/marsad/alerts.jsonl /var/log/marsad/alerts.jsonl.1
systemctl reload marsad.service
claim "after a rotation the log is opened anew" eval \
  'within 10 eval "[ \$(journalctl --unit=marsad.service --output=cat | grep -c \"configuration reloaded\") -ge 2 ]"'
publish "العثور على قنبلة ثانية قرب محطة القطار" "عثرت فرق الهندسة على قنبلة ثانية وفككتها." >/dev/null
claim "alerts go on after it" within 20 received_is 3
claim "into the new file" within 10 eval '[ "$(wc -l </var/log/marsad/alerts.jsonl)" = 1 ]'

# --- stop and start
begin=$SECONDS
claim "systemctl stop ends it" systemctl stop marsad.service
claim "within 10 s" eval '[ $((SECONDS - begin)) -le 10 ]'
claim "in good order" is Result success
claim "the state is readable for root while it is down" /usr/local/bin/marsad sources
publish "انفجار قنبلة ثالثة قرب الجسر القديم" "انفجرت قنبلة ثالثة قرب الجسر بعد الظهر." >/dev/null
claim "it starts again" systemctl start marsad.service
claim "what came meanwhile alerts" within 20 received_is 4
claim "and it goes on polling" polled_again
claim "nothing is repeated" received_is 4

# --- stuck
pid=$(property MainPID)
kill -STOP "$pid"
publish "الشرطة تبطل قنبلة رابعة عند مدرسة ابتدائية" "أبطلت الشرطة قنبلة رابعة عند المدرسة." >/dev/null
claim "the watchdog ends a stuck daemon and starts a new one" \
  within 40 eval "[ \"\$(property NRestarts)\" -ge 1 ] && [ \"\$(property SubState)\" = running ]"
claim "the watchdog was why" journal_has "result 'watchdog'"
claim "no alert is lost" within 20 received_is 5
claim "it polls" polled_again
claim "none is repeated" received_is 5
claim "every alert came once" eval \
  '[ "$(curl --silent $receiver/received | sort -u | wc -l)" = 5 ]'

# --- a part of it stuck, the rest alive: the thread that does the network is held
if [ -x /usr/bin/python3 ]; then
  pid=$(property MainPID) restarts=$(property NRestarts)
  systemd-run --quiet --unit=holder /usr/bin/python3 "$PWD/scripts/lib/hold-thread.py" "$pid" marsad.fetch
  claim "the watchdog finds a stuck loop too" within 40 eval \
    "[ \"\$(property NRestarts)\" -gt $restarts ] && [ \"\$(property SubState)\" = running ]"
  systemctl stop holder.service 2>/dev/null
  claim "and polling goes on" polled_again
fi

# --- under load: alerts come all the while
load() { # NUMBERS: publishes one article each
  local number
  for number in "$@"; do
    publish "انفجار قنبلة رقم $number في حي $number" \
      "انفجرت قنبلة في الحي رقم $number، وقال شهود رقم $number إن أحدا لم يصب بأذى." >/dev/null
    sleep 0.2
  done
}
distinct_is() {
  local distinct
  distinct=$(curl --silent --fail "$receiver/received" | sort -u | wc -l)
  [ "$distinct" = "$1" ] || { echo "$distinct different alerts, not $1"; return 1; }
}
before=$(received)
load {101..130} &
loading=$!
for _ in 1 2 3 4 5; do systemctl reload marsad.service; sleep 0.3; done
systemctl restart marsad.service
sleep 1
systemctl reload marsad.service
systemctl restart marsad.service
wait "$loading"
claim "reloads and restarts under load lose nothing" within 40 distinct_is $((before + 30))
polled_again
claim "and repeat nothing" received_is $((before + 30))
load {201..220} &
loading=$!
for _ in 1 2 3; do
  sleep 1
  kill -KILL "$(property MainPID)"
  within 20 is SubState running
done
wait "$loading"
claim "kills under load lose nothing" within 40 distinct_is $((before + 50))
polled_again
claim "and repeat one each at most" eval '[ "$(received)" -le $((before + 53)) ] || received'

# --- stop while receivers never answer
if [ -x /usr/bin/python3 ]; then
  systemd-run --quiet --unit=mute /usr/bin/python3 -c 'import socket, time
held = [socket.create_server(("127.0.0.1", 8452), backlog=64)]
while True: held.append(held[0].accept())'
  sed -i -e 's|^defaults:.*|defaults: {alert: [desk, file, mute]}|' /etc/marsad/marsad.yaml
  sed -i -e '/^  file:/a\  mute: {webhook: "http://127.0.0.1:8452/", insecure: true, allow_private: [127.0.0.0/8], secret: {credential: desk-secret}}' \
    /etc/marsad/marsad.yaml
  systemctl reload marsad.service
  load 301 302
  claim "alerts wait for a receiver that never answers" within 20 distinct_is $((before + 52))
  begin=$SECONDS
  claim "a stop does not wait for it" systemctl stop marsad.service
  claim "for longer than 10 s" eval '[ $((SECONDS - begin)) -le 10 ]'
  claim "and is in good order" is Result success
  systemctl start marsad.service
fi

# --- a full disk at the start
systemctl stop marsad.service
mount -t tmpfs -o size=1m,mode=0750,uid="$(id --user marsad)",gid="$(id --group marsad)" full /var/lib/marsad
head --bytes=2M /dev/zero >/var/lib/marsad/filler 2>/dev/null
systemctl start marsad.service
claim "on a full disk it waits and says so" within 10 journal_has "the disk is full"
claim "also in its status" eval '[[ "$(property StatusText)" == *"disk is full"* ]]'
sleep 8
claim "fed to the watchdog, not started again and again" eval \
  '[ "$(property NRestarts)" = 0 ] && [ "$(property SubState)" = running ]'
rm /var/lib/marsad/filler
claim "and begins by itself once there is room" within 20 journal_has "state file works again"
claim "polling" polled_again
systemctl stop marsad.service
umount /var/lib/marsad

# --- refused
systemctl stop marsad.service
echo "  bad: [" >>/etc/marsad/marsad.yaml
systemctl reset-failed marsad.service 2>/dev/null
systemctl start marsad.service 2>/dev/null
within 10 is ActiveState failed
claim "a refused configuration ends with 78" is ExecMainStatus 78
sleep 3
claim "and is not tried again" is NRestarts 0
claim "its faults name file, line and column" journal_has "marsad.yaml:[0-9]*:[0-9]*:"

# --- removed
claim "scripts/uninstall removes it" scripts/uninstall
claim "leaves nothing under its prefix" silent find /usr/local -name '*marsad*' -not -type d
claim "and keeps configuration and state" test -e /etc/marsad/marsad.yaml -a -e /var/lib/marsad
claim "unless it is told to purge" eval \
  'scripts/uninstall --purge && ! test -e /etc/marsad && ! test -e /var/lib/marsad && ! getent passwd marsad'
end "systemd test"
