import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

/** Serves the built web app from `folder` as it is now, so that a new build needs no restart; hashed assets for ever. */
export async function serveWeb(app: FastifyInstance, folder: string): Promise<void> {
  await app.register(fastifyStatic, {
    root: folder,
    preCompressed: true,
    setHeaders(reply, path) {
      const immutable = /\/assets\/[^/]+-[\w-]{8,}\.\w+(\.\w+)?$/.test(path)
      reply.header('cache-control', immutable ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
}

/** Whether somebody asks for a page of the app, whose addresses only its own router knows. */
export const asksForPage = ({ method, url }: FastifyRequest): boolean =>
  (method === 'GET' || method === 'HEAD') && !url.startsWith('/api') && !/\.\w{2,5}(\?|$)/.test(url)

export const sendPage = (reply: FastifyReply) => reply.sendFile('index.html')
