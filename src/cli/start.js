import '../server/quick-start.js'

await import('./main.ts')
