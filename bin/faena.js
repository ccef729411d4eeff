#!/usr/bin/env node
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const pinned = fileURLToPath(new URL('../node_modules/node/bin/node', import.meta.url))
const cli = fileURLToPath(new URL('../src/cli/start.js', import.meta.url))
const node = existsSync(pinned) ? pinned : process.execPath
const { status, signal } = spawnSync(node, [cli, ...process.argv.slice(2)], { stdio: 'inherit' })
process.exit(signal ? 1 : (status ?? 1))
