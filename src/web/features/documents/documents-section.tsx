import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { query } from '../../app/api/client.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Section } from '../../ui/page.tsx'
import { SkeletonRows } from '../../ui/skeleton.tsx'
import { EmptyState, Loaded } from '../../ui/states.tsx'
import { DocumentDialog } from './document-dialog.tsx'
import { DocumentRow } from './document-row.tsx'
import type { HeldDocument, Subject } from './schema.ts'

interface DocumentsSectionProps {
  subject: Subject
  /** Nothing is added to what has left the fleet or the company. */
  active: boolean
}

/** The documents that count now, what they forbid, and the ones before them. */
export function DocumentsSection({ subject, active }: DocumentsSectionProps) {
  const { t } = useTranslation('documents')
  const [dialog, setDialog] = useState<{ renews: HeldDocument | null } | null>(null)
  const params = { params: { path: { id: subject.id } } }
  const ofUnit = query.useQuery('get', '/assets/{id}/documents', params, { enabled: subject.kind === 'ASSET' })
  const ofPerson = query.useQuery('get', '/people/{id}/documents', params, { enabled: subject.kind === 'PERSON' })
  return (
    <Loaded query={subject.kind === 'ASSET' ? ofUnit : ofPerson} skeleton={<SkeletonRows rows={4} />}>
      {({ items, mayManage }) => {
        const current = items.filter(({ state }) => state !== 'RENEWED' && state !== 'VOIDED')
        const past = items.filter(({ state }) => state === 'RENEWED' || state === 'VOIDED')
        const manages = mayManage && active
        const row = (document: HeldDocument) => (
          <DocumentRow
            key={document.id}
            document={document}
            onRenew={manages && current.includes(document) ? () => setDialog({ renews: document }) : null}
          />
        )
        const add = manages && (
          <Button size={items.length > 0 ? 'sm' : undefined} icon="plus" onClick={() => setDialog({ renews: null })}>
            {t('action.add')}
          </Button>
        )
        return (
          <Section
            title={t(subject.kind === 'ASSET' ? 'section.unit' : 'section.person')}
            actions={items.length > 0 && add}
            padded={false}
          >
            <Refusals subject={subject} />
            {items.length === 0 ? (
              <EmptyState icon="shield" action={add}>
                {t(subject.kind === 'ASSET' ? 'section.unitEmpty' : 'section.personEmpty')}
              </EmptyState>
            ) : (
              <ul className="divide-y divide-separator">{current.map(row)}</ul>
            )}
            {past.length > 0 && (
              <details className="border-t border-separator">
                <summary className="min-h-11 cursor-pointer px-4 py-3 text-sm font-medium text-muted">
                  {t('section.history', { count: past.length })}
                </summary>
                <ul className="divide-y divide-separator">{past.map(row)}</ul>
              </details>
            )}
            {dialog && <DocumentDialog subject={subject} renews={dialog.renews} onClose={() => setDialog(null)} />}
          </Section>
        )
      }}
    </Loaded>
  )
}

/** Why the unit or the person may not work today, in the server's words. */
function Refusals({ subject }: { subject: Subject }) {
  const { t } = useTranslation('documents')
  const params = { params: { path: { id: subject.id } } }
  const ofUnit = query.useQuery('get', '/assets/{id}/readiness', params, { enabled: subject.kind === 'ASSET' })
  const ofPerson = query.useQuery('get', '/people/{id}/readiness', params, { enabled: subject.kind === 'PERSON' })
  const { data } = subject.kind === 'ASSET' ? ofUnit : ofPerson
  if (!data || data.ready) return null
  return (
    <div className="p-4">
      <Notice tone="danger">
        <p className="font-medium">{t(subject.kind === 'ASSET' ? 'section.unitNotReady' : 'section.personNotReady')}</p>
        <ul className="list-disc ps-5">
          {data.reasons.map(({ message }) => (
            <li key={message}>{message}</li>
          ))}
        </ul>
      </Notice>
    </div>
  )
}
