#!/bin/sh
# Starts the server on a platform that builds and configures by itself: migrations, then the process in the shell's place,
# so that it gets the signals.
set -eu
cd "$(dirname "$0")"
export HOST="${HOST:-0.0.0.0}"
node=node_modules/node/bin/node
[ -x "$node" ] || node=node
"$node" src/cli/start.js migrate
exec "$node" --max-semi-space-size=16 --heap-growing-percent=50 src/server/start.js
