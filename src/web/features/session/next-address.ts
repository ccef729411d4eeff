/** Where to go after signing in: `next` of the query when it is an address of this app, else home. */
export function nextAddress(query: string): string {
  const next = new URLSearchParams(query).get('next') ?? '/'
  // Another site may be written in many ways (`//host`, `/\host`); what the browser itself resolves is what counts.
  const here = 'https://here.invalid'
  const url = URL.canParse(next, here) ? new URL(next, here) : null
  const stays = next.startsWith('/') && url?.origin === here && url.pathname !== '/login'
  return stays && url ? url.pathname + url.search + url.hash : '/'
}
