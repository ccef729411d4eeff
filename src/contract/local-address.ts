/** `address` when it is a page of this app that one may return to after signing in, else home. */
export function localAddress(address: string): string {
  // Another site may be written in many ways (`//host`, `/\host`); what a browser itself resolves is what counts.
  const here = 'https://here.invalid'
  const url = URL.canParse(address, here) ? new URL(address, here) : null
  const stays = address.startsWith('/') && url?.origin === here && url.pathname !== '/login'
  return stays && url ? url.pathname + url.search + url.hash : '/'
}
