#!/bin/sh
# Installs the locked packages and builds the web app into dist/web.
set -eu
cd "$(dirname "$0")"
npm ci --no-audit --no-fund
PATH="$PWD/node_modules/.bin:$PATH"
vite build
