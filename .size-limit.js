import { readFileSync } from 'node:fs'

const manifest = JSON.parse(readFileSync('dist/web/.vite/manifest.json', 'utf8'))

const web = (path) => `src/web/${path}`

/** Every JavaScript file a browser fetches for pages that import `dynamic` on top of the first programs, in Spanish. */
function firstLoad(...dynamic) {
  const seen = new Set()
  const visit = (key) => {
    if (seen.has(key)) return
    seen.add(key)
    for (const next of manifest[key].imports ?? []) visit(next)
  }
  for (const key of ['index.html', web('main.tsx'), web('app/i18n/catalogues-es.ts'), ...dynamic]) visit(key)
  return [...new Set([...seen].map((key) => `dist/web/${manifest[key].file}`))]
}

export default [
  {
    name: 'login',
    path: firstLoad(web('features/session/login-page.tsx'), web('app/i18n/es/session.json')),
    limit: '150 kB',
    gzip: true,
  },
  { name: 'shell', path: firstLoad(web('app/shell/shell.tsx')), limit: '150 kB', gzip: true },
]
