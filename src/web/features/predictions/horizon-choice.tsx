import { useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { type Horizon, horizons } from '../../../domain/risk.ts'
import { Segments } from '../../ui/segments.tsx'

const usual: Horizon = 14

/** The horizon that the address asks for; the usual one stands in no address. */
export function useHorizon(): Horizon {
  const { horizon } = useSearch({ strict: false }) as { horizon?: unknown }
  return horizons.find((days) => String(days) === String(horizon)) ?? usual
}

export function HorizonChoice({ quiet }: { quiet?: boolean }) {
  const { t } = useTranslation('predictions')
  const navigate = useNavigate()
  const horizon = useHorizon()
  const choose = (value: string) => {
    const search = (before: object) => ({ ...before, horizon: value === String(usual) ? undefined : Number(value) })
    void navigate({ to: '.', search: search as never, replace: true, resetScroll: false })
  }
  return (
    <Segments
      label={t('horizon')}
      quiet={quiet}
      value={String(horizon)}
      onChange={choose}
      options={horizons.map((days) => ({ value: String(days), label: t('days', { count: days }) }))}
    />
  )
}
