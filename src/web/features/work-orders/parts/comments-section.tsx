import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSend } from '../../../app/api/send.ts'
import { useFormat } from '../../../app/i18n/format.ts'
import { Button } from '../../../ui/button.tsx'
import { Section } from '../../../ui/page.tsx'
import { useSayProblem } from '../../../ui/use-say-problem.ts'
import type { WorkOrder } from '../schema.ts'

export function CommentsSection({ order }: { order: WorkOrder }) {
  const { t } = useTranslation('workOrders')
  const say = useSayProblem()
  const format = useFormat()
  const [text, setText] = useState('')
  const add = useSend('post', '/work-orders/{id}/comments', { onSuccess: () => setText('') })
  const send = () => {
    if (!text.trim()) return
    add.mutate({ params: { path: { id: order.id } }, body: { text } }, { onError: say })
  }
  return (
    <Section title={t('comment.title')}>
      {order.comments.length > 0 && (
        <ul className="mb-4 grid gap-3">
          {order.comments.map((comment) => (
            <li key={comment.id}>
              <p className="text-xs text-muted">
                <span className="font-semibold text-foreground">{comment.by?.name}</span>{' '}
                <time dateTime={comment.at}>{format.dateTime(comment.at)}</time>
              </p>
              <p className="whitespace-pre-line">{comment.text}</p>
            </li>
          ))}
        </ul>
      )}
      <form
        className="grid gap-2"
        onSubmit={(event: FormEvent) => {
          event.preventDefault()
          send()
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) send()
        }}
      >
        <textarea
          className="input field-sizing-content max-h-60"
          rows={2}
          maxLength={5000}
          aria-label={t('comment.new')}
          placeholder={t('comment.new')}
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
        <Button type="submit" className="justify-self-end" pending={add.isPending}>
          {t('comment.add')}
        </Button>
      </form>
    </Section>
  )
}
