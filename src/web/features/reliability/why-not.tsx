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
  const number = (name: string) => format.number(Number(why.params[name] ?? 0), 2)
  const money = (name: string) => format.money(Number(why.params[name] ?? 0))
  const params = {
    ...{ needed: number('needed'), failures: number('failures'), shape: number('shape') },
    ...{ planned: money('planned'), failure: money('failure') },
  }
  return <p className="text-muted">{t(`whyNot.${reason}`, params)}</p>
}
