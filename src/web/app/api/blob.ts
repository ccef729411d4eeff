import { config } from '../config.ts'
import { authorisedFetch } from './client.ts'
import { asProblem } from './problem.ts'

/** The bytes behind a path of the API, with the session's authority: what `<img src>` and `<a href>` cannot send. */
export async function fetchBlob(path: string, signal?: AbortSignal): Promise<Blob> {
  const address = new URL(`${config.apiBaseUrl}/api/v1${path}`, location.href)
  const response = await authorisedFetch(new Request(address, { signal }))
  if (!response.ok) throw asProblem(await response.json())
  return response.blob()
}

/** Saves what is behind a path under `name`. */
export async function saveFile(path: string, name: string): Promise<void> {
  saveBlob(await fetchBlob(path), name)
}

/** Saves what the browser itself has made under `name`. */
export function saveBlob(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The browser reads the address after this turn.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
