import { type Answer, allWell, askedPoints, type ChecklistContent, noAnswer } from '../../../../domain/checklist.ts'
import type { PointEditing } from './point-row.tsx'
import { SectionCard } from './section-card.tsx'

interface SheetFormProps extends Pick<PointEditing, 'local' | 'errors'> {
  content: ChecklistContent
  answers: readonly Answer[]
  /** The new answers, and the section that was touched. */
  onAnswers: (answers: Answer[], sectionId: string) => void
  /** Keeps a picture on the device; answers the id it got. */
  keepPhoto: (photo: Blob) => string
}

/** Every section of a checklist on one screen. Answers to points that are no longer asked are forgotten. */
export function SheetForm({ content, answers, onAnswers, keepPhoto, local, errors }: SheetFormProps) {
  const asked = new Set(askedPoints(content, answers).map(({ id }) => id))
  return content.sections.map((section) => {
    const put = (next: readonly Answer[]) => {
      const still = new Set(askedPoints(content, next).map(({ id }) => id))
      onAnswers(
        next.filter(({ pointId }) => still.has(pointId)),
        section.id,
      )
    }
    const change = (pointId: string, alter: (before: Answer) => Partial<Answer>) => {
      const before = answers.find((answer) => answer.pointId === pointId) ?? noAnswer(pointId)
      put([...answers.filter((answer) => answer.pointId !== pointId), { ...before, ...alter(before) }])
    }
    return (
      <SectionCard
        key={section.id}
        section={section}
        asked={section.points.filter(({ id }) => asked.has(id))}
        answers={answers}
        local={local}
        errors={errors}
        allWell={() => put(allWell(content, section.id, answers))}
        change={(pointId, changes) => change(pointId, () => changes)}
        addPhoto={(pointId, photo) => {
          const id = keepPhoto(photo)
          change(pointId, (before) => ({ photoIds: [...before.photoIds, id] }))
        }}
        removePhoto={(pointId, id) =>
          change(pointId, (before) => ({ photoIds: before.photoIds.filter((one) => one !== id) }))
        }
      />
    )
  })
}
