import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Point, Section } from '../../../../domain/checklist.ts'
import { Button, IconButton } from '../../../ui/button.tsx'
import { Field } from '../../../ui/form/field.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { Menu } from '../../../ui/menu.tsx'
import { Critical } from '../answer/point-row.tsx'
import { usePointName } from '../words.ts'
import { moved, newPoint, replaced } from './content-edit.ts'
import { PointEditor } from './point-editor.tsx'

interface SectionEditorProps {
  section: Section
  /** The yes/no points of the sections before. */
  earlier: readonly Point[]
  /** What is wrong, by path within the section: `es`, `points.2`. */
  problems: ReadonlyMap<string, string>
  onChange: (section: Section) => void
  onMove: (by: -1 | 1) => void
  onRemove: () => void
}

/** A section with its points; one point at a time is open. */
export function SectionEditor({ section, earlier, problems, onChange, onMove, onRemove }: SectionEditorProps) {
  const { t } = useTranslation('inspections')
  const name = usePointName()
  const [open, setOpen] = useState<string | null>(null)
  const { points } = section
  const setPoints = (next: readonly Point[]) => onChange({ ...section, points: next })
  const title = name(section) || t('editor.unnamedSection')
  return (
    <section className="card overflow-clip">
      <header className="grid gap-3 border-b border-separator p-4">
        <div className="grid items-end gap-3 sm:grid-cols-[1fr_1fr_auto]">
          <Field label={t('editor.section')} required error={problems.get('es')}>
            {(aria) => (
              <input
                {...aria}
                className="input"
                maxLength={100}
                value={section.es}
                onChange={({ target }) => onChange({ ...section, es: target.value })}
              />
            )}
          </Field>
          <Field label={t('editor.sectionEn')}>
            {(aria) => (
              <input
                {...aria}
                className="input"
                maxLength={100}
                value={section.en ?? ''}
                onChange={({ target }) => onChange({ ...section, en: target.value || null })}
              />
            )}
          </Field>
          <Menu
            label={t('editor.sectionActions', { section: title })}
            items={[
              { label: t('editor.up'), icon: 'up', onSelect: () => onMove(-1) },
              { label: t('editor.down'), icon: 'down', onSelect: () => onMove(1) },
              { label: t('editor.removeSection'), icon: 'trash', danger: true, separated: true, onSelect: onRemove },
            ]}
          />
        </div>
        <Wrong problem={problems.get('')} />
      </header>
      <ul className="divide-y divide-separator">
        {points.map((point, index) => (
          <li key={point.id} className="px-4 py-2.5">
            <div className="flex flex-wrap items-center gap-2">
              <button
                type="button"
                className="flex min-h-12 min-w-0 basis-full cursor-pointer items-center gap-2 text-start sm:flex-1 sm:basis-0"
                aria-expanded={open === point.id}
                onClick={() => setOpen(open === point.id ? null : point.id)}
              >
                <Icon name={open === point.id ? 'chevronDown' : 'chevronRight'} size={16} className="shrink-0" />
                <span className="min-w-0 [overflow-wrap:anywhere]">{name(point) || t('editor.unnamed')}</span>
                <span className="text-xs text-muted">{t(`kind.${point.kind}`)}</span>
              </button>
              {point.critical && <Critical />}
              <IconButton
                icon="up"
                size="sm"
                label={t('editor.pointUp', { point: name(point) })}
                disabled={index === 0}
                onClick={() => setPoints(moved(points, index, -1))}
              />
              <IconButton
                icon="down"
                size="sm"
                label={t('editor.pointDown', { point: name(point) })}
                disabled={index === points.length - 1}
                onClick={() => setPoints(moved(points, index, 1))}
              />
              <IconButton
                icon="trash"
                size="sm"
                label={t('editor.removePoint', { point: name(point) })}
                onClick={() => setPoints(points.filter(({ id }) => id !== point.id))}
              />
            </div>
            <Wrong problem={problems.get(`points.${index}`)} />
            {(open === point.id || problems.has(`points.${index}.es`)) && (
              <div className="mt-2 rounded-md bg-surface-secondary p-3">
                <PointEditor
                  point={point}
                  earlier={[...earlier, ...points.slice(0, index).filter(({ kind }) => kind === 'YES_NO_NA')]}
                  wordsMissing={problems.has(`points.${index}.es`)}
                  onChange={(next) => setPoints(replaced(points, index, next))}
                />
              </div>
            )}
          </li>
        ))}
      </ul>
      <div className="border-t border-separator p-3">
        <Button
          icon="plus"
          onClick={() => {
            const point = newPoint()
            setPoints([...points, point])
            setOpen(point.id)
          }}
        >
          {t('editor.addPoint')}
          <span className="sr-only">{`: ${title}`}</span>
        </Button>
      </div>
    </section>
  )
}

function Wrong({ problem }: { problem: string | undefined }) {
  if (!problem) return null
  return (
    <p className="flex items-start gap-1 text-xs font-medium text-danger-soft-foreground">
      <Icon name="warning" size={14} className="mt-px shrink-0" />
      {problem}
    </p>
  )
}
