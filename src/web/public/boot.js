// Runs before the first paint so that the page never flashes in another theme. A file of its own: the content
// security policy allows no inline script.
;(() => {
  const root = document.documentElement
  let theme = 'system'
  let locale = 'es-CL'
  try {
    theme = localStorage.getItem('faena.theme') || theme
    locale = localStorage.getItem('faena.locale') || locale
  } catch {
    // Storage refused by the browser: the defaults stand.
  }
  if (theme === 'system') theme = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
  root.dataset.theme = theme
  root.lang = locale
})()
