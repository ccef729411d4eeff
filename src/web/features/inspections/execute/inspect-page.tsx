import { useRouter, useSearch } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { query } from '../../../app/api/client.ts'
import { randomKey } from '../../../app/api/request-key.ts'
import { useMe } from '../../../app/session/session.ts'
import { Button } from '../../../ui/button.tsx'
import { Combobox } from '../../../ui/form/combobox.tsx'
import { Field } from '../../../ui/form/field.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { Page, Section } from '../../../ui/page.tsx'
import { RecordPage } from '../../../ui/record-page.tsx'
import { SkeletonForm } from '../../../ui/skeleton.tsx'
import { EmptyState, Loaded } from '../../../ui/states.tsx'
import { assetLookup } from '../../fleet/asset-lookup.ts'
import type { Asset } from '../../fleet/schema.ts'
import { usePointName } from '../words.ts'
import { type Draft, draftKey, readDraft } from './draft-store.ts'
import { Execution } from './execution.tsx'

/** An inspection from choosing the unit to its submission; a draft on this device goes on where it stopped. */
export function InspectPage() {
  const { assetId } = useSearch({ strict: false }) as { assetId?: string }
  return assetId ? <OfUnit key={assetId} assetId={assetId} /> : <ChooseUnit />
}

function ChooseUnit() {
  const { t } = useTranslation('inspections')
  const router = useRouter()
  return (
    <Page title={t('new.title')} breadcrumbs={[{ label: t('title'), href: '/inspections' }]} narrow>
      <Section title={t('new.which')}>
        <Field label={t('field.unit')} required>
          {(aria) => (
            <Combobox
              {...aria}
              lookup={assetLookup}
              value={null}
              onChange={(assetId) => {
                if (assetId) void router.navigate({ to: '/inspections/new', search: { assetId } as never })
              }}
            />
          )}
        </Field>
      </Section>
    </Page>
  )
}

function OfUnit({ assetId }: { assetId: string }) {
  const { t } = useTranslation('inspections')
  const { id: personId } = useMe()
  const [draft, setDraft] = useState<Draft | null | 'reading'>('reading')
  useEffect(() => {
    void readDraft(draftKey(personId, assetId)).then(setDraft)
  }, [personId, assetId])
  if (draft === 'reading') {
    return (
      <Page title={t('new.title')} narrow>
        <SkeletonForm />
      </Page>
    )
  }
  if (draft) return <Execution key={draft.id} first={draft} resumed={draft.answers.length > 0} />
  return <Begin assetId={assetId} begin={setDraft} />
}

interface BeginProps {
  assetId: string
  begin: (draft: Draft) => void
}

function Begin({ assetId, begin }: BeginProps) {
  const { t } = useTranslation('inspections')
  const asset = query.useQuery('get', '/assets/{id}', { params: { path: { id: assetId } } })
  return (
    <RecordPage query={asset} loading={t('new.title')} narrow>
      {(found) => <ChooseChecklist asset={found} begin={begin} />}
    </RecordPage>
  )
}

/** One checklist begins by itself; of several the person chooses. */
function ChooseChecklist({ asset, begin }: { asset: Asset; begin: (draft: Draft) => void }) {
  const { t } = useTranslation('inspections')
  const name = usePointName()
  const [chosen, setChosen] = useState<string | null>(null)
  const about = query.useQuery('get', '/assets/{id}/inspections', { params: { path: { id: asset.id } } })
  return (
    <Page
      title={t('new.of', { code: asset.code })}
      breadcrumbs={[{ label: asset.code, href: `/assets/${asset.id}` }]}
      narrow
    >
      <Loaded query={about} skeleton={<SkeletonForm />}>
        {({ checklists }) => {
          const only = checklists.length === 1 ? checklists[0]!.id : chosen
          if (asset.archivedAt) return <Notice tone="warning">{t('new.archived')}</Notice>
          if (checklists.length === 0) return <EmptyState icon="inspections">{t('new.noChecklist')}</EmptyState>
          if (only) return <Start asset={asset} checklistId={only} begin={begin} />
          return (
            <Section title={t('new.whichChecklist')}>
              <ul className="grid gap-2">
                {checklists.map(({ id, code, nameEs, nameEn }) => (
                  <li key={id}>
                    <Button className="min-h-12 w-full justify-start" onClick={() => setChosen(id)}>
                      {`${code} · ${name({ es: nameEs, en: nameEn })}`}
                    </Button>
                  </li>
                ))}
              </ul>
            </Section>
          )
        }}
      </Loaded>
    </Page>
  )
}

function Start({ asset, checklistId, begin }: { asset: Asset; checklistId: string; begin: (draft: Draft) => void }) {
  const me = useMe()
  const checklist = query.useQuery('get', '/checklists/{id}', { params: { path: { id: checklistId } } })
  const { data } = checklist
  useEffect(() => {
    if (!data) return
    const { id, code, name, meters } = asset
    begin({
      key: draftKey(me.id, id),
      id: randomKey(),
      personId: me.id,
      asset: { id, code, name, meters },
      checklist: data,
      startedAt: new Date().toISOString(),
      finishedAt: null,
      lastTouch: Date.now(),
      answers: [],
      sectionTimes: [],
      photos: {},
      sent: {},
      readings: {},
      noReadingReason: null,
      signed: { name: me.name, drawing: null },
    })
  }, [data, asset, me, begin])
  return (
    <Loaded query={checklist} skeleton={<SkeletonForm />}>
      {() => <SkeletonForm />}
    </Loaded>
  )
}
