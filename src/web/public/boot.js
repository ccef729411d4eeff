// Runs before the first paint so that the page never flashes in another theme, and whoever is not signed in sees the
// login at once. A file of its own: the content security policy allows no inline script.
;(() => {
  const root = document.documentElement
  let theme = 'system'
  let locale = 'es-CL'
  let signedIn = true
  try {
    theme = localStorage.getItem('faena.theme') || theme
    locale = localStorage.getItem('faena.locale') || locale
    signedIn = localStorage.getItem('faena.session') === '1'
  } catch {
    // Storage refused by the browser: the defaults stand.
  }
  if (theme === 'system') theme = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
  root.dataset.theme = theme
  root.lang = locale
  const open = /^\/(setup|verify|report|track)(\/|$)/.test(location.pathname)
  // A program that does not come says so here, as it cannot; the first one tells when those it fetches do not.
  const failed = ({ target }) => {
    if (target instanceof HTMLScriptElement) root.dataset.start = 'failed'
  }
  addEventListener('error', failed, true)
  if (location.pathname === '/login' || !(signedIn || open)) root.dataset.start = 'login'
})()
