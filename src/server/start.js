import './quick-start.js'

await import('./main.ts')
