#!/usr/bin/env bash
# Runs a program of FOLDER as the user nobody, in a mount namespace of the caller's making.
#
# usage: unshare --mount scripts/lib/as-ordinary-user.sh FOLDER PROGRAM [ARGUMENT...]
set -euo pipefail
folder=$1
shift
stage=/var/tmp/marsad-build
mkdir -p "$stage"
trap 'cd / && umount "$stage"; rmdir "$stage"' EXIT
mount --bind "$folder" "$stage"
home=$(mktemp -d)
chown 65534:65534 "$home"
cd "$stage"
setpriv --reuid=65534 --regid=65534 --clear-groups \
  env HOME="$home" TMPDIR=/tmp "$@"
rm -rf "$home"
