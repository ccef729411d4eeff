import { useTranslation } from 'react-i18next'
import { hoursOf } from '../../../domain/service-level.ts'
import { AppLink } from '../../ui/app-link.tsx'
import { Section } from '../../ui/page.tsx'
import { useQuantity } from '../inventory/quantity.ts'
import { useRuleWords } from './rule-words.ts'
import type { Plan } from './schema.ts'

/** What is done at each service; a larger one holds the tasks of the smaller ones that fall on it. */
export function Services({ plan }: { plan: Plan }) {
  const { t } = useTranslation('plans')
  const words = useRuleWords()
  const levels = [...plan.levels].sort((a, b) => a.multiple - b.multiple)
  return (
    <Section title={t('services.title')}>
      {levels.length > 1 && <p className="mb-3 text-sm text-muted">{t('services.union')}</p>}
      <ul className="grid grid-cols-[minmax(0,1fr)] gap-4">
        {levels.map(({ name, multiple, tasks, parts }) => (
          <li key={multiple}>
            <h3 className="flex flex-wrap items-baseline gap-x-2 font-semibold">
              {name}
              <span className="text-sm font-normal text-muted">
                {words.service(plan, multiple)} · {words.hours(hoursOf(tasks))}
              </span>
            </h3>
            {tasks.length === 0 ? (
              <p className="text-muted">{t('services.noTasks')}</p>
            ) : (
              <ul className="mt-1 grid gap-1">
                {tasks.map((task) => (
                  <li key={task.text} className="flex gap-3">
                    <span className="min-w-0 flex-1">{task.text}</span>
                    <span className="text-muted tabular-nums">{words.hours(task.hours)}</span>
                  </li>
                ))}
              </ul>
            )}
            <PartList parts={parts} />
          </li>
        ))}
      </ul>
    </Section>
  )
}

function PartList({ parts }: { parts: Plan['levels'][number]['parts'] }) {
  const { t } = useTranslation('plans')
  const quantityOf = useQuantity()
  if (parts.length === 0) return null
  return (
    <>
      <h4 className="mt-2 text-sm font-medium text-muted">{t('services.parts')}</h4>
      <ul className="mt-1 grid gap-1">
        {parts.map(({ part, quantity }) => (
          <li key={part.id} className="flex gap-3">
            <AppLink href={`/inventory/${part.id}`} className="link min-w-0 flex-1 [overflow-wrap:anywhere]">
              {`${part.number} · ${part.description}`}
            </AppLink>
            <span className="text-muted tabular-nums">{quantityOf(quantity, part.unit)}</span>
          </li>
        ))}
      </ul>
    </>
  )
}
