import { spawn } from 'node:child_process'
import { buildWeb, install, pinnedEnvironment, pinnedNode, root } from './prepare.js'
import { serverCommand } from './server-command.js'

install()
buildWeb()
const server = spawn(pinnedNode, serverCommand, { cwd: root, stdio: 'inherit', env: pinnedEnvironment })
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => server.kill(signal))
server.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)))
