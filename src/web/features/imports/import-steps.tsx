import { useTranslation } from 'react-i18next'
import { cx } from '../../ui/class-names.ts'
import { Icon } from '../../ui/icon.tsx'

export const steps = ['file', 'columns', 'values', 'review', 'import'] as const
export type Step = (typeof steps)[number]

/** Where one is on the way; steps already behind can be gone back to. */
export function ImportSteps({ current, goTo }: { current: Step; goTo?: (step: Step) => void }) {
  const { t } = useTranslation('imports')
  const at = steps.indexOf(current)
  return (
    <nav aria-label={t('steps.label')}>
      <ol className="flex flex-wrap gap-x-1 gap-y-1">
        {steps.map((step, index) => {
          const behind = index < at
          const look = cx(
            'flex min-h-12 items-center gap-2 rounded-md px-2 md:min-h-9',
            index === at ? 'bg-accent-soft font-semibold text-accent-soft-foreground' : 'text-muted',
          )
          const content = (
            <>
              <span
                aria-hidden="true"
                className="flex size-6 shrink-0 items-center justify-center rounded-full border border-current text-xs tabular-nums"
              >
                {behind ? <Icon name="check" size={14} /> : index + 1}
              </span>
              <span className={cx(index !== at && 'sr-only sm:not-sr-only')}>{t(`steps.${step}`)}</span>
            </>
          )
          const open = behind && goTo && (step === 'columns' || step === 'values')
          return (
            <li key={step} aria-current={index === at ? 'step' : undefined} className="flex items-center gap-1">
              {open ? (
                <button type="button" className={cx(look, 'hover:underline')} onClick={() => goTo(step)}>
                  {content}
                </button>
              ) : (
                <span className={look}>{content}</span>
              )}
              {index < steps.length - 1 && <Icon name="chevronRight" size={14} className="text-muted" />}
            </li>
          )
        })}
      </ol>
    </nav>
  )
}
