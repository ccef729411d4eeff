import { useTranslation } from 'react-i18next'
import type { components } from '../../app/api-schema.d.ts'
import { useFormat } from '../../app/i18n/format.ts'
import { AppLink } from '../../ui/app-link.tsx'

/** Queues where something is; the others are counted, as they have nothing to say. */
export function QueueTable({ queues }: { queues: readonly components['schemas']['JobQueue'][] }) {
  const { t } = useTranslation('jobs')
  const format = useFormat()
  const busy = queues.filter(({ waiting, running, dead }) => waiting + running + dead > 0)
  if (busy.length === 0) return <p className="card px-4 py-3 text-muted">{t('allEmpty', { n: queues.length })}</p>
  const number = 'px-3 py-2 text-end tabular-nums'
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a table wider than a phone is scrolled with the keyboard too
    <section className="card overflow-x-auto" aria-label={t('queues')} tabIndex={0}>
      <table className="w-full">
        <caption className="sr-only">{t('queues')}</caption>
        <thead className="text-xs text-muted">
          <tr>
            <th scope="col" className="px-4 py-2 text-start font-medium">
              {t('queue')}
            </th>
            {(['waiting', 'running', 'dead', 'oldest'] as const).map((name) => (
              <th key={name} scope="col" className="px-3 py-2 text-end font-medium">
                {t(name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-separator">
          {busy.map(({ name, waiting, running, dead, oldestWaitingAt }) => (
            <tr key={name}>
              <th scope="row" className="px-4 py-2 text-start font-mono text-xs font-normal">
                <AppLink href={`/admin/jobs?queue=${name}`} className="underline">
                  {name}
                </AppLink>
              </th>
              <td className={number}>{format.number(waiting)}</td>
              <td className={number}>{format.number(running)}</td>
              <td className={dead > 0 ? `${number} font-semibold text-danger` : number}>{format.number(dead)}</td>
              <td className={number}>{oldestWaitingAt ? format.relative(oldestWaitingAt) : '—'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
