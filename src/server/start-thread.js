import './quick-start.js'

await import(process.argv[2])
