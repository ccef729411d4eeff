import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { uuid } from '../../../contract/common.ts'
import { failureCodeKinds } from '../../../contract/order-master-data.ts'
import { query } from '../../app/api/client.ts'
import type { components } from '../../app/api-schema.d.ts'
import { useUrlFilter } from '../../app/url-filter.ts'
import { FilterBar } from '../../ui/list/filter-bar.tsx'
import type { FilterField } from '../../ui/list/filter-fields.ts'
import { Page } from '../../ui/page.tsx'
import { SkeletonRows } from '../../ui/skeleton.tsx'
import { Loaded } from '../../ui/states.tsx'
import { useTypeOptions } from '../fleet/master-data.ts'
import { CodeList } from './code-list.tsx'
import { FailureCodeDialog } from './failure-code-dialog.tsx'

export type FailureCode = components['schemas']['FailureCode']
export type CodeKind = FailureCode['kind']

const codesFilter = z.object({ typeId: uuid.optional(), archived: z.enum(['true']).optional() })
type Filter = Partial<z.input<typeof codesFilter>>

/** The three lists a mechanic chooses from when closing a corrective order, of every type or of one. */
export function FailureCodesPage() {
  const { t } = useTranslation(['failureCodes', 'masterData', 'shell'])
  const { filter, setFilter } = useUrlFilter(codesFilter)
  const [open, setOpen] = useState<FailureCode | CodeKind | null>(null)
  const types = useTypeOptions()
  const codes = query.useQuery('get', '/failure-codes', { params: { query: { archived: filter.archived } } })
  const fields: readonly FilterField<Filter>[] = [
    { kind: 'option', name: 'typeId', label: t('type'), options: types },
    { kind: 'flag', name: 'archived', label: t('masterData:withArchived') },
  ]
  const typeId = filter.typeId ?? null
  const ofType = (kind: CodeKind) => (code: FailureCode) => code.kind === kind && code.assetTypeId === typeId
  return (
    <Page
      title={t('title')}
      lead={t(typeId ? 'leadOfType' : 'lead')}
      breadcrumbs={[{ label: t('shell:nav.admin'), href: '/admin' }]}
    >
      <FilterBar fields={fields} value={filter} onChange={setFilter} />
      <Loaded query={codes} skeleton={<SkeletonRows rows={8} />}>
        {({ items }) => (
          <div className="grid gap-4 lg:grid-cols-3">
            {failureCodeKinds.map((kind) => (
              <CodeList
                key={kind}
                kind={kind}
                codes={items.filter(ofType(kind))}
                ofOneType={typeId !== null}
                add={() => setOpen(kind)}
                edit={setOpen}
              />
            ))}
          </div>
        )}
      </Loaded>
      {open && (
        <FailureCodeDialog
          code={typeof open === 'string' ? null : open}
          kind={typeof open === 'string' ? open : open.kind}
          assetTypeId={typeId}
          onClose={() => setOpen(null)}
        />
      )}
    </Page>
  )
}
