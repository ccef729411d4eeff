import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Answer, isAnswered, type Point, type Section } from '../../../../domain/checklist.ts'
import { Badge } from '../../../ui/badge.tsx'
import { Button } from '../../../ui/button.tsx'
import { usePointName } from '../words.ts'
import { type PointEditing, PointRow } from './point-row.tsx'

interface SectionCardProps extends PointEditing {
  section: Section
  /** The points of the section that are asked, given the answers so far. */
  asked: readonly Point[]
  answers: readonly Answer[]
  allWell: () => void
}

/** A section of the sheet; "todo OK" answers what is left of it with one tap and folds it away. */
export function SectionCard({ section, asked, answers, allWell, ...editing }: SectionCardProps) {
  const { t } = useTranslation('inspections')
  const name = usePointName()
  const [folded, setFolded] = useState(false)
  if (asked.length === 0) return null
  const answerOf = (id: string) => answers.find(({ pointId }) => pointId === id)
  const done = asked.filter((point) => isAnswered(point, answerOf(point.id))).length
  const open = asked.some((point) => point.kind === 'YES_NO_NA' && !isAnswered(point, answerOf(point.id)))
  const wrong = asked.some(({ id }) => editing.errors.has(id))
  const hidden = folded && !open && !wrong
  return (
    <section className="card overflow-clip">
      <header className="flex min-h-12 flex-wrap items-center gap-2 border-b border-separator px-4 py-2">
        <h2 className="min-w-0 flex-1 font-semibold">{name(section)}</h2>
        <Badge tone={done === asked.length ? 'success' : 'neutral'} icon={done === asked.length ? 'done' : 'pending'}>
          {t('answered', { done, count: asked.length })}
        </Badge>
        {hidden && (
          <Button size="sm" variant="ghost" icon="chevronDown" onClick={() => setFolded(false)}>
            {t('show')}
            <span className="sr-only">{`: ${name(section)}`}</span>
          </Button>
        )}
      </header>
      {!hidden && (
        <ul className="divide-y divide-separator">
          {asked.map((point) => (
            <PointRow key={point.id} {...editing} point={point} answer={answerOf(point.id)} />
          ))}
        </ul>
      )}
      {open && (
        <div className="border-t border-separator p-3">
          <Button
            icon="check"
            className="min-h-12 w-full justify-center"
            onClick={() => {
              allWell()
              setFolded(true)
            }}
          >
            {t('allWell')}
            <span className="sr-only">{`: ${name(section)}`}</span>
          </Button>
        </div>
      )}
    </section>
  )
}
