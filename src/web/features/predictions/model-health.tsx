import { useTranslation } from 'react-i18next'
import { query } from '../../app/api/client.ts'
import { useFormat } from '../../app/i18n/format.ts'
import { Badge, type Tone } from '../../ui/badge.tsx'
import type { IconName } from '../../ui/icon.tsx'
import { Section } from '../../ui/page.tsx'

const looks = {
  NONE: ['neutral', 'info'],
  OK: ['success', 'check'],
  WARNING: ['warning', 'warning'],
  FAILED: ['danger', 'warning'],
} as const satisfies Record<string, [Tone, IconName]>

/** Whether the model in force can still be used, check by check. */
export function ModelHealthSection() {
  const { t } = useTranslation('predictions')
  const format = useFormat()
  const { data } = query.useQuery('get', '/predictions/models/health')
  if (!data || data.state === 'NONE') return null
  const [tone, icon] = looks[data.state]
  return (
    <Section
      title={t('models.health')}
      actions={
        <Badge tone={tone} icon={icon}>
          {t(`models.healthState.${data.state}`)}
        </Badge>
      }
    >
      <ul className="grid gap-2">
        {data.checks.map(({ name, ok, value, limit }) => (
          <li key={name} className="flex flex-wrap items-center gap-x-3">
            <Badge tone={ok ? 'success' : 'danger'} icon={ok ? 'check' : 'warning'}>
              {t(ok ? 'models.ok' : 'models.notOk')}
            </Badge>
            <span>{t(`models.check.${name}`)}</span>
            {value !== null && limit !== null && name !== 'probe' && (
              <span className="text-sm text-muted tabular-nums">
                {t('models.checked', { value: format.number(value, 2), limit: format.number(limit, 2) })}
              </span>
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}
