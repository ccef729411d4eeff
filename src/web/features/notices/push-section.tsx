import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { query } from '../../app/api/client.ts'
import { invalidate } from '../../app/api/query-client.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Section } from '../../ui/page.tsx'
import { useSayProblem } from '../../ui/use-say-problem.ts'
import { isSubscribed, pushSupported, subscribe, unsubscribe } from './push.ts'

/** Notices on this phone or browser, also while the app is closed. */
export function PushSection() {
  const { t } = useTranslation('notices')
  const say = useSayProblem()
  const key = query.useQuery('get', '/push/key')
  const [on, setOn] = useState<boolean | null>(null)
  const [denied, setDenied] = useState(false)
  const [pending, setPending] = useState(false)
  useEffect(() => void isSubscribed().then(setOn), [])
  const publicKey = key.data?.publicKey
  if (!publicKey) return null
  const turn = async () => {
    setPending(true)
    try {
      if (on) await unsubscribe()
      else setDenied((await subscribe(publicKey)) === 'denied')
      setOn(await isSubscribed())
      await invalidate(['/me/notice-preferences'])
    } catch (error) {
      say(error)
    } finally {
      setPending(false)
    }
  }
  return (
    <Section title={t('push.title')}>
      {pushSupported() ? (
        <div className="flex flex-wrap items-center gap-3">
          <p className="min-w-0 flex-1 basis-60">{t(on ? 'push.on' : 'push.off')}</p>
          <Button icon="bell" pending={pending} disabled={on === null} onClick={() => void turn()}>
            {t(on ? 'push.disable' : 'push.enable')}
          </Button>
          {denied && (
            <Notice tone="warning" live>
              {t('push.denied')}
            </Notice>
          )}
        </div>
      ) : (
        <p className="text-muted">{t('push.unsupported')}</p>
      )}
    </Section>
  )
}
