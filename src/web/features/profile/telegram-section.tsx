import { lazy, Suspense, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { query } from '../../app/api/client.ts'
import { invalidate } from '../../app/api/query-client.ts'
import { useSend } from '../../app/api/send.ts'
import { useFormat } from '../../app/i18n/format.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Section } from '../../ui/page.tsx'
import { Skeleton, SkeletonRows } from '../../ui/skeleton.tsx'
import { Loaded } from '../../ui/states.tsx'
import { toast } from '../../ui/toast.ts'
import { ProblemNotice } from '../session/session-card.tsx'

const QrCode = lazy(async () => ({ default: (await import('../../ui/qr-code.tsx')).QrCode }))

/** How often (ms) the page looks whether the code on it has been used. */
const lookEvery = 3000

/** Shown where the installation has a bot. */
export function TelegramSection() {
  const { t } = useTranslation('profile')
  const state = query.useQuery('get', '/me/telegram')
  const issue = useSend('post', '/me/telegram-code', { invalidates: [] })
  if (state.data && !state.data.available) return null
  return (
    <Section title={t('telegram.title')}>
      <Loaded query={state} skeleton={<SkeletonRows rows={2} />}>
        {({ link, bot }) =>
          link ? (
            <Linked {...link} onUnlinked={issue.reset} />
          ) : (
            <div className="grid justify-items-start gap-4">
              <p className="text-muted">{t('telegram.about')}</p>
              <ProblemNotice problem={issue.error} />
              {issue.data && <Code key={issue.data.code} {...issue.data} bot={bot} />}
              <Button icon="phone" pending={issue.isPending} onClick={() => issue.mutate({})}>
                {t(issue.data ? 'telegram.again' : 'telegram.get')}
              </Button>
            </div>
          )
        }
      </Loaded>
    </Section>
  )
}

interface LinkedProps {
  name: string
  linkedAt: string
  /** The code that linked the chat has been used: it is not to be seen again. */
  onUnlinked: () => void
}

function Linked({ name, linkedAt, onUnlinked }: LinkedProps) {
  const { t } = useTranslation('profile')
  const format = useFormat()
  const unlink = useSend('delete', '/me/telegram', {
    invalidates: ['/me/telegram'],
    onSuccess: () => {
      onUnlinked()
      toast(t('telegram.unlinked'))
    },
  })
  return (
    <div className="grid justify-items-start gap-4">
      <Badge tone="success" icon="check">
        {t('telegram.linked')}
      </Badge>
      <p>{t('telegram.linkedTo', { name, when: format.dateTime(linkedAt) })}</p>
      <ProblemNotice problem={unlink.error} />
      <Button variant="danger-soft" pending={unlink.isPending} onClick={() => unlink.mutate({})}>
        {t('telegram.unlink')}
      </Button>
    </div>
  )
}

/** Seconds until the instant, counted down; 0 from then on. */
function useSecondsUntil(instant: string): number {
  const left = () => Math.max(0, Math.ceil((Date.parse(instant) - Date.now()) / 1000))
  const [seconds, setSeconds] = useState(left)
  useEffect(() => {
    const timer = setInterval(() => setSeconds(left()), 1000)
    return () => clearInterval(timer)
  })
  return seconds
}

function Code({ code, expiresAt, bot }: { code: string; expiresAt: string; bot: string | null }) {
  const { t } = useTranslation('profile')
  const seconds = useSecondsUntil(expiresAt)
  const waiting = seconds > 0
  useEffect(() => {
    if (!waiting) return
    const timer = setInterval(() => void invalidate(['/me/telegram']), lookEvery)
    return () => clearInterval(timer)
  }, [waiting])
  if (!waiting) return <p role="status">{t('telegram.expired')}</p>
  const time = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
  const address = bot && `https://t.me/${bot}?start=${code}`
  return (
    <div className="grid gap-5 sm:grid-cols-[auto_1fr]">
      {address && (
        <Suspense fallback={<Skeleton className="size-40" />}>
          <QrCode text={address} label={t('telegram.qr')} size={160} />
        </Suspense>
      )}
      <div className="grid content-start justify-items-start gap-3">
        <p>{t('telegram.how')}</p>
        <code className="rounded-md bg-surface-secondary px-4 py-3 font-mono text-lg select-all">
          {t('telegram.command', { code })}
        </code>
        <p className="text-muted tabular-nums">{t('telegram.left', { time })}</p>
        {address && (
          <>
            <a
              href={address}
              target="_blank"
              rel="noreferrer"
              className="inline-flex min-h-12 items-center underline md:min-h-9"
            >
              {t('telegram.open', { bot: `@${bot}` })}
            </a>
            <p className="text-xs text-muted">{t('telegram.scan')}</p>
          </>
        )}
      </div>
    </div>
  )
}
