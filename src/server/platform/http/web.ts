import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { Problem } from '../problem.ts'

/** Serves the built web app: hashed assets for ever, every other path the app's own page. */
export async function serveWeb(app: FastifyInstance, folder: string): Promise<void> {
  await app.register(fastifyStatic, {
    root: folder,
    preCompressed: true,
    wildcard: false,
    setHeaders(reply, path) {
      const immutable = /\/assets\/[^/]+-[\w-]{8,}\.\w+(\.\w+)?$/.test(path)
      reply.header('cache-control', immutable ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
  app.get('/*', { schema: { hide: true } }, async (request, reply) => {
    const isPage = !request.url.startsWith('/api') && !/\.\w{2,5}(\?|$)/.test(request.url)
    if (!isPage) throw new Problem('request.notFound')
    return reply.sendFile('index.html')
  })
}
