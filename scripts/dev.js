import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { install, pinnedEnvironment, pinnedNode, root } from './prepare.js'

/** The server and the web app, each reloading when its sources change; the app is at Vite's address. */
install()
const start = (args) => spawn(pinnedNode, args, { cwd: root, stdio: 'inherit', env: pinnedEnvironment })
const parts = [
  start(['--watch-path=src/server', '--watch-path=src/contract', '--watch-path=src/domain', 'src/server/main.ts']),
  start([join(root, 'node_modules/vite/bin/vite.js')]),
]
const stop = () => {
  for (const part of parts) part.kill('SIGTERM')
}
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, stop)
for (const part of parts) part.on('exit', stop)
