import { useParams, useRouter, useSearch } from '@tanstack/react-router'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { type Point, pointsOf } from '../../../../domain/checklist.ts'
import { query } from '../../../app/api/client.ts'
import { useFormat } from '../../../app/i18n/format.ts'
import { useCan } from '../../../app/session/session.ts'
import { LinkButton } from '../../../ui/app-link.tsx'
import { Badge } from '../../../ui/badge.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { Page, Section } from '../../../ui/page.tsx'
import { RecordPage } from '../../../ui/record-page.tsx'
import { Critical } from '../answer/point-row.tsx'
import type { Checklist } from '../schema.ts'
import { useLimitsText, usePointName } from '../words.ts'
import { ChecklistMenu } from './checklists-page.tsx'

export function ChecklistPage() {
  const { t } = useTranslation('inspections')
  const { id = '' } = useParams({ strict: false })
  const { revision } = useSearch({ strict: false }) as { revision?: string | number }
  const wanted = revision === undefined ? {} : { revision: Number(revision) }
  const checklist = query.useQuery('get', '/checklists/{id}', { params: { path: { id }, query: wanted } })
  return (
    <RecordPage query={checklist} loading={t('checklists.one')} narrow>
      {(found) => <Found checklist={found} />}
    </RecordPage>
  )
}

/** What a checklist asks, in any of its versions. */
function Found({ checklist }: { checklist: Checklist }) {
  const { t } = useTranslation('inspections')
  const name = usePointName()
  const may = useCan()
  const old = checklist.shownRevision !== checklist.revision
  return (
    <Page
      title={name({ es: checklist.nameEs, en: checklist.nameEn })}
      mark={checklist.predefined && <Badge icon="lock">{t('checklists.predefined')}</Badge>}
      lead={`${checklist.code} · ${checklist.assetType.name} · ${t('checklists.points', { count: checklist.points })}`}
      breadcrumbs={[
        { label: t('title'), href: '/inspections' },
        { label: t('checklists.title'), href: '/inspections/checklists' },
      ]}
      narrow
      actions={
        <>
          {may('checklist.manage') && !checklist.predefined && !checklist.archivedAt && (
            <LinkButton href={`/inspections/checklists/${checklist.id}/edit`} variant="primary" icon="edit">
              {t('checklists.edit')}
            </LinkButton>
          )}
          <ChecklistMenu item={checklist} />
        </>
      }
    >
      {checklist.revisions.length > 1 && <Versions checklist={checklist} />}
      {old && <Notice tone="info">{t('checklists.oldVersion')}</Notice>}
      {checklist.archivedAt && <Notice tone="warning">{t('checklists.isArchived')}</Notice>}
      {checklist.sections.map((section) => (
        <Section key={section.id} title={name(section)} padded={false}>
          <ul className="divide-y divide-separator">
            {section.points.map((point) => (
              <PointLine key={point.id} point={point} all={pointsOf(checklist)} />
            ))}
          </ul>
        </Section>
      ))}
    </Page>
  )
}

function Versions({ checklist }: { checklist: Checklist }) {
  const { t } = useTranslation('inspections')
  const format = useFormat()
  const router = useRouter()
  const id = useId()
  return (
    <div className="grid max-w-sm gap-1">
      <label htmlFor={id} className="label">
        {t('checklists.versions')}
      </label>
      <select
        id={id}
        className="input"
        value={checklist.shownRevision}
        onChange={({ target }) =>
          void router.navigate({ to: '.', search: { revision: Number(target.value) } as never, replace: true })
        }
      >
        {checklist.revisions.map(({ revision, publishedAt, publishedBy }) => (
          <option key={revision} value={revision}>
            {[t('checklists.version', { version: revision, when: format.date(publishedAt) }), publishedBy]
              .filter(Boolean)
              .join(' · ')}
          </option>
        ))}
      </select>
    </div>
  )
}

function PointLine({ point, all }: { point: Point; all: readonly Point[] }) {
  const { t } = useTranslation('inspections')
  const name = usePointName()
  const limits = useLimitsText()
  const condition = point.shownIf && all.find(({ id }) => id === point.shownIf?.pointId)
  const details = [
    point.kind === 'YES_NO_NA' ? null : t(`kind.${point.kind}`),
    limits(point),
    point.required ? null : t('editor.optional'),
    condition ? t('editor.onlyIf', { point: name(condition), choice: t(`choice.${point.shownIf!.choice}`) }) : null,
  ].filter(Boolean)
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2.5">
      <span className="min-w-0 flex-1 basis-48">
        {name(point)}
        {details.length > 0 && <span className="block text-xs text-muted">{details.join(' · ')}</span>}
      </span>
      {point.critical && <Critical />}
    </li>
  )
}
