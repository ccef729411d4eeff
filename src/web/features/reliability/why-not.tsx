import { useTranslation } from 'react-i18next'
import { useFormat } from '../../app/i18n/format.ts'

interface NotKnown {
  code: string
  params: Record<string, string | number>
}

/** The word for each reason the domain gives. */
const reasons = {
  TOO_FEW_FAILURES: 'tooFew',
  FAILURES_ALL_EQUAL: 'allEqual',
  LIVES_TOO_SPREAD: 'tooSpread',
  COST_UNKNOWN: 'noCost',
  FAILURE_NOT_COSTLIER: 'notCostlier',
  NO_WEAR_OUT: 'noWearOut',
  HORIZON_TOO_LONG: 'tooLong',
} as const

/** Why something cannot be said, and what would be needed. */
export function WhyNot({ why }: { why: NotKnown }) {
  const { t } = useTranslation('reliability')
  const format = useFormat()
  const reason = why.code in reasons ? reasons[why.code as keyof typeof reasons] : 'other'
  const params = Object.fromEntries(
    Object.entries(why.params).map(([name, value]) => [
      name,
      typeof value === 'number'
        ? ['planned', 'failure'].includes(name)
          ? format.money(value)
          : format.number(value, 2)
        : value,
    ]),
  )
  return <p className="text-muted">{t(`whyNot.${reason}`, params)}</p>
}
