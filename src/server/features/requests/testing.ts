import sharp from 'sharp'
import type { TestApp } from '../../testing/app.ts'

export const picture = (background = 'teal') =>
  sharp({ create: { width: 40, height: 30, channels: 3, background } })
    .jpeg()
    .toBuffer()

/** Sends a public report as a browser's form, from an address of its own unless told. */
export async function report(
  test: TestApp,
  assetId: string,
  fields: Record<string, string> = {},
  { photos = [] as Buffer[], from = '203.0.113.1' } = {},
) {
  const form = new FormData()
  for (const [name, value] of Object.entries({ what: 'Fuga de aceite', canMove: 'true', ...fields })) {
    form.append(name, value)
  }
  photos.forEach((bytes, i) => {
    form.append('photo', new Blob([new Uint8Array(bytes)]), `foto-${i}.jpg`)
  })
  const body = new Response(form)
  return test.anonymous({
    method: 'POST',
    url: `/report/${assetId}`,
    payload: Buffer.from(await body.arrayBuffer()),
    headers: { 'content-type': body.headers.get('content-type')! },
    remoteAddress: from,
  })
}
