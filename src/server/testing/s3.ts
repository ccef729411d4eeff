import { createHash, createHmac } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'

export const s3Credentials = {
  AWS_ACCESS_KEY_ID: 'AKIAFAENA',
  AWS_SECRET_ACCESS_KEY: 'secreto de prueba',
  AWS_REGION: 'us-east-1',
}

const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest()
const encoded = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)

/** The signature the request should carry, by the rules of AWS Signature Version 4. */
function expectedSignature(request: IncomingMessage, url: URL, signed: string, scope: string): string {
  const [day, region, service] = scope.split('/')
  const query = [...url.searchParams].map(([name, value]) => `${encoded(name)}=${encoded(value)}`).sort()
  const headers = signed.split(';').map((name) => `${name}:${String(request.headers[name]).trim()}\n`)
  const content = String(request.headers['x-amz-content-sha256'])
  const canonical = [request.method, url.pathname, query.join('&'), headers.join(''), signed, content].join('\n')
  const digest = createHash('sha256').update(canonical).digest('hex')
  const text = ['AWS4-HMAC-SHA256', request.headers['x-amz-date'], scope, digest].join('\n')
  const keys = [day!, region!, service!, 'aws4_request']
  const key = keys.reduce<string | Buffer>(
    (last, part) => hmac(last, part),
    `AWS4${s3Credentials.AWS_SECRET_ACCESS_KEY}`,
  )
  return hmac(key, text).toString('hex')
}

/** A store with the part of S3 that Faena uses, which checks signatures and gives its listings two at a time. */
export async function startS3() {
  const objects = new Map<string, Buffer>()
  const server = createServer(async (request, response) => {
    const url = new URL(request.url!, 'http://s3')
    const refuse = (status: number, code: string) =>
      response.writeHead(status).end(`<Error><Code>${code}</Code></Error>`)
    const [, key, scope, signed, signature] =
      /Credential=([^/]+)\/(\S+), SignedHeaders=([\w;-]+), Signature=(\w+)/.exec(request.headers.authorization ?? '') ??
      []
    const body = await buffer(request)
    if (key !== s3Credentials.AWS_ACCESS_KEY_ID) return refuse(403, 'InvalidAccessKeyId')
    if (signature !== expectedSignature(request, url, signed!, scope!)) return refuse(403, 'SignatureDoesNotMatch')
    const name = decodeURIComponent(url.pathname).slice(1)
    if (request.method === 'PUT') {
      objects.set(name, body)
      return response.end()
    }
    if (request.method === 'DELETE') {
      objects.delete(name)
      return response.writeHead(204).end()
    }
    if (!url.searchParams.has('list-type')) {
      const found = objects.get(name)
      return found ? response.end(found) : refuse(404, 'NoSuchKey')
    }
    const prefix = url.searchParams.get('prefix') ?? ''
    const after = url.searchParams.get('continuation-token') ?? ''
    const inBucket = [...objects].map(([path, bytes]) => [path.slice(name.length + 1), bytes.length] as const)
    const rest = inBucket
      .filter(([path]) => path.startsWith(prefix) && path > after)
      .sort(([a], [b]) => (a < b ? -1 : 1))
    const contents = rest
      .slice(0, 2)
      .map(([path, size]) => `<Contents><Key>${path}</Key><Size>${size}</Size></Contents>`)
    const next = rest.length > 2 ? `<NextContinuationToken>${rest[1]![0]}</NextContinuationToken>` : ''
    return response.end(`<ListBucketResult>${contents.join('')}${next}</ListBucketResult>`)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    objects,
    async stop() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
