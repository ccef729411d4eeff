const key = 'faena.session'

/** That there was a session, never its token: spares a signed-out visitor the request for a renewal. */
export function rememberSession(signedIn: boolean) {
  try {
    if (signedIn) localStorage.setItem(key, '1')
    else localStorage.removeItem(key)
  } catch {
    // Storage refused by the browser: the session lasts as long as the page.
  }
}

export function sessionRemembered(): boolean {
  try {
    return localStorage.getItem(key) === '1'
  } catch {
    return true
  }
}
