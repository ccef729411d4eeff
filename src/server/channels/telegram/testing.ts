import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

interface Button {
  text: string
  callback_data?: string
  url?: string
}

export interface Call {
  method: string
  // biome-ignore lint/suspicious/noExplicitAny: tests read payloads of every method
  payload: any
}

interface Message {
  id: number
  text: string
  buttons: Button[]
}

/** How the next calls of a method are answered: refused, not at all, or by a broken connection. */
type Trouble = { code: number; description: string; retryAfter?: number } | 'silence' | 'down'

export const botToken = '4242:test-token-of-the-emulated-bot'

/** A Bot API server on a free port: it records what it is asked, keeps what each chat shows, and fails as it is told. */
export async function botApi() {
  const calls: Call[] = []
  const messages = new Map<number, Message[]>()
  const files = new Map<string, Buffer>()
  const troubles: { method: string; trouble: Trouble; times: number }[] = []
  const updates: { update_id: number }[] = []
  let waiting: (() => void) | null = null
  let messageId = 0

  const buttonsOf = (payload: { reply_markup?: { inline_keyboard: Button[][] } }) =>
    (payload.reply_markup?.inline_keyboard ?? []).flat()

  const methods: Record<string, (payload: Call['payload']) => unknown> = {
    getMe: () => ({ id: 4242, is_bot: true, first_name: 'Faena', username: 'faena_bot' }),
    sendMessage({ chat_id: chat, text, ...more }) {
      messageId += 1
      messages.set(chat, [...(messages.get(chat) ?? []), { id: messageId, text, buttons: buttonsOf(more) }])
      return { message_id: messageId, date: 0, chat: { id: chat, type: 'private' }, text }
    },
    editMessageText({ chat_id: chat, message_id: id, text, ...more }) {
      const message = messages.get(chat)?.find((one) => one.id === id)
      if (message) Object.assign(message, { text, buttons: buttonsOf(more) })
      return true
    },
    getFile: ({ file_id: id }) => ({ file_id: id, file_unique_id: id, file_path: `photos/${id}` }),
  }

  function refuse(response: ServerResponse, { code, description, retryAfter }: Exclude<Trouble, string>) {
    const parameters = retryAfter === undefined ? {} : { parameters: { retry_after: retryAfter } }
    response.writeHead(code, { 'content-type': 'application/json' })
    response.end(JSON.stringify({ ok: false, error_code: code, description, ...parameters }))
  }

  function troubleOf(method: string): Trouble | undefined {
    const found = troubles.find((one) => one.method === method || one.method === '*')
    if (!found) return undefined
    found.times -= 1
    if (found.times === 0) troubles.splice(troubles.indexOf(found), 1)
    return found.trouble
  }

  async function news(offset: number, response: ServerResponse) {
    const fresh = () => updates.filter(({ update_id: id }) => id >= offset)
    if (fresh().length === 0) {
      await new Promise<void>((resolve) => {
        waiting = resolve
        response.once('close', resolve)
      })
    }
    return fresh()
  }

  const server = createServer(async (request, response) => {
    const [, file, method = ''] = new RegExp(`^/(file/)?bot${botToken}/(.+)$`).exec(request.url!) ?? []
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    if (file) {
      const bytes = files.get(method.replace('photos/', ''))
      if (bytes) response.end(bytes)
      else response.writeHead(404).end()
      return
    }
    const payload = chunks.length > 0 ? JSON.parse(Buffer.concat(chunks).toString()) : {}
    calls.push({ method, payload })
    const trouble = troubleOf(method)
    if (trouble === 'silence') return
    if (trouble === 'down') return void request.socket.destroy()
    if (trouble) return refuse(response, trouble)
    const result = method === 'getUpdates' ? await news(payload.offset ?? 0, response) : methods[method]?.(payload)
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify({ ok: true, result: result ?? true }))
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    files,
    called: (method: string) => calls.filter((call) => call.method === method),
    /** What a chat shows, the oldest message first. */
    shown: (chat: number): Message[] => messages.get(chat) ?? [],
    trouble(method: string, trouble: Trouble, times = 1) {
      troubles.push({ method, trouble, times })
    },
    recover: () => troubles.splice(0),
    /** Gives an update to whoever polls. */
    push(update: { update_id: number }) {
      updates.push(update)
      waiting?.()
    },
    close() {
      server.closeAllConnections()
      return new Promise((done) => server.close(done))
    },
  }
}

export type BotApi = Awaited<ReturnType<typeof botApi>>

let lastUpdate = 1000

/** Somebody's private chat with the bot: what it sends are updates, to be handed on as a test likes. */
export function chatOf(api: BotApi, id: number, language = 'es') {
  const from = { id, is_bot: false, first_name: 'Óscar', language_code: language }
  const chat = { id, type: 'private' as const, first_name: 'Óscar' }
  const next = () => {
    lastUpdate += 1
    return lastUpdate
  }
  const message = (more: object) => {
    const updateId = next()
    return { update_id: updateId, message: { message_id: 100_000 + updateId, date: 0, chat, from, ...more } }
  }
  const shown = () => api.shown(id)
  return {
    id,
    says: (text: string) => message({ text }),
    sendsPhoto: (fileId: string, caption?: string) =>
      message({ caption, photo: [{ file_id: `${fileId}-small` }, { file_id: fileId }] }),
    /** Presses a button of the newest message by its words, or one that is no longer there by its data. */
    presses(label: string) {
      const newest = shown().at(-1)
      const data = newest?.buttons.find(({ text }) => text.includes(label))?.callback_data ?? label
      const updateId = next()
      const under = { message_id: newest?.id ?? 1, date: 1, chat }
      return {
        update_id: updateId,
        callback_query: { id: `q${updateId}`, from, chat_instance: '1', data, message: under },
      }
    },
    leaves() {
      const updateId = next()
      const member = (status: string) => ({ status, user: { id: 4242 } })
      const change = { chat, from, date: 0, old_chat_member: member('member'), new_chat_member: member('kicked') }
      return { update_id: updateId, my_chat_member: change }
    },
    /** The newest message, with its marks. */
    sees: () => shown().at(-1)?.text ?? '',
    seesButtons: () =>
      shown()
        .at(-1)
        ?.buttons.map(({ text }) => text) ?? [],
    messages: () => shown().length,
  }
}
