import { Readable } from 'node:stream'
import { AwsClient } from 'aws4fetch'
import { SaxesParser } from 'saxes'
import { type Config, ConfigError } from './config.ts'

export interface StoredObject {
  key: string
  /** Bytes. */
  size: number
}

/** A folder of a bucket in an S3-compatible store; keys are relative to it. */
export interface Bucket {
  /** Stores the whole of `body` or nothing; at most 5 GB. */
  put(key: string, body: Uint8Array | Blob): Promise<void>
  /** The bytes of `key`; the stream fails when there are none. */
  open(key: string): Readable
  remove(key: string): Promise<void>
  list(prefix?: string): AsyncGenerator<StoredObject>
}

export class StoreError extends Error {}

/** What a failed answer of the store says: its status and the code in its body, never a key. */
async function assertDone(response: Response, what: string): Promise<Response> {
  if (response.ok) return response
  const code = /<Code>([^<]{1,80})<\/Code>/.exec(await response.text())?.[1] ?? ''
  throw new StoreError(`the file store refused to ${what}: ${response.status} ${code}`.trim())
}

/** The objects of one page of a listing, and where the next page begins. */
function parseListing(xml: string): { objects: StoredObject[]; next: string | null } {
  const objects: StoredObject[] = []
  let next: string | null = null
  let text = ''
  let key = ''
  const parser = new SaxesParser()
  parser.on('opentag', () => {
    text = ''
  })
  parser.on('text', (part) => {
    text += part
  })
  parser.on('closetag', ({ name }) => {
    if (name === 'Key') key = text
    if (name === 'Size') objects.push({ key, size: Number(text) })
    if (name === 'NextContinuationToken') next = text
    text = ''
  })
  parser.write(xml).close()
  return { objects, next }
}

/** Opens `s3://bucket/folder` with the credentials of the configuration. */
export function openBucket(config: Config, url: string): Bucket {
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_REGION, AWS_ENDPOINT_URL } = config
  if (!AWS_ACCESS_KEY_ID || !AWS_SECRET_ACCESS_KEY) {
    throw new ConfigError(`AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY: required for ${url}`)
  }
  const client = new AwsClient({
    accessKeyId: AWS_ACCESS_KEY_ID,
    secretAccessKey: AWS_SECRET_ACCESS_KEY,
    region: AWS_REGION,
    service: 's3',
    retries: 3,
  })
  const [, name, path = ''] = /^s3:\/\/([^/]+)\/?(.*)$/.exec(url)!
  const folder = path.replace(/\/+$/, '')
  const prefixOf = (key: string) => (folder ? `${folder}/${key}` : key)
  const base = `${(AWS_ENDPOINT_URL ?? `https://s3.${AWS_REGION}.amazonaws.com`).replace(/\/+$/, '')}/${name}`
  const addressOf = (key: string) => `${base}/${prefixOf(key).split('/').map(encodeURIComponent).join('/')}`

  return {
    async put(key, body) {
      const response = await client.fetch(addressOf(key), { method: 'PUT', body: body as BodyInit })
      await (await assertDone(response, 'keep a file')).text()
    },
    open: (key) =>
      Readable.from(
        (async function* () {
          const response = await assertDone(await client.fetch(addressOf(key)), 'give a file')
          yield* Readable.fromWeb(response.body as never)
        })(),
        { objectMode: false },
      ),
    async remove(key) {
      const response = await client.fetch(addressOf(key), { method: 'DELETE' })
      if (response.status !== 404) await (await assertDone(response, 'remove a file')).text()
    },
    async *list(prefix = '') {
      let next: string | null = null
      do {
        const query = new URLSearchParams({ 'list-type': '2', prefix: prefixOf(prefix) })
        if (next) query.set('continuation-token', next)
        const response = await assertDone(await client.fetch(`${base}?${query}`), 'list its files')
        const page = parseListing(await response.text())
        for (const { key, size } of page.objects) yield { key: folder ? key.slice(folder.length + 1) : key, size }
        next = page.next
      } while (next)
    },
  }
}
