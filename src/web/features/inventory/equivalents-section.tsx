import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { uuid } from '../../../contract/common.ts'
import { useSend } from '../../app/api/send.ts'
import { useCan } from '../../app/session/session.ts'
import { AppLink } from '../../ui/app-link.tsx'
import { Button, IconButton } from '../../ui/button.tsx'
import { ComboField } from '../../ui/form/combo-field.tsx'
import { useZodForm } from '../../ui/form/form.tsx'
import { FormDialog } from '../../ui/form/form-dialog.tsx'
import { Section } from '../../ui/page.tsx'
import { useSayProblem } from '../../ui/use-say-problem.ts'
import { partLookup } from './lookups.ts'
import { useQuantity } from './quantity.ts'
import type { Part } from './schema.ts'

/** Parts that serve instead of this one. */
export function EquivalentsSection({ part }: { part: Part }) {
  const { t } = useTranslation('inventory')
  const manage = useCan()('part.manage') && part.archivedAt === null
  const quantity = useQuantity()
  const say = useSayProblem()
  const [adding, setAdding] = useState(false)
  const send = useSend('patch', '/parts/{id}', { version: part.version })
  const without = (id: string) => part.equivalents.filter((other) => other.id !== id).map((other) => other.id)
  if (part.equivalents.length === 0 && !manage) return null
  return (
    <Section
      title={t('equivalent.title')}
      padded={false}
      actions={
        manage && (
          <Button size="sm" icon="plus" onClick={() => setAdding(true)}>
            {t('equivalent.add')}
          </Button>
        )
      }
    >
      {part.equivalents.length === 0 ? (
        <p className="px-4 py-3 text-muted">{t('equivalent.none')}</p>
      ) : (
        <ul className="divide-y divide-separator">
          {part.equivalents.map((other) => (
            <li key={other.id} className="flex items-center gap-3 px-4 py-2">
              <AppLink href={`/inventory/${other.id}`} className="link min-w-0 flex-1">
                {`${other.number} · ${other.description}`}
              </AppLink>
              <span className="text-muted tabular-nums">
                {t('equivalent.available', { quantity: quantity(other.available, other.unit) })}
              </span>
              {manage && (
                <IconButton
                  icon="trash"
                  size="sm"
                  label={t('equivalent.remove', { number: other.number })}
                  pending={send.isPending}
                  onClick={() =>
                    send.mutate(
                      { params: { path: { id: part.id } }, body: { equivalentIds: without(other.id) } },
                      { onError: say },
                    )
                  }
                />
              )}
            </li>
          ))}
        </ul>
      )}
      {adding && <EquivalentDialog part={part} onClose={() => setAdding(false)} />}
    </Section>
  )
}

const form = z.object({ partId: uuid })

function EquivalentDialog({ part, onClose }: { part: Part; onClose: () => void }) {
  const { t } = useTranslation('inventory')
  const send = useSend('patch', '/parts/{id}', { version: part.version })
  const state = useZodForm(form, { partId: '' })
  return (
    <FormDialog
      title={t('equivalent.add')}
      onClose={onClose}
      submit={t('form.save')}
      form={state}
      onSubmit={async ({ partId }) => {
        const equivalentIds = [...part.equivalents.map(({ id }) => id), partId]
        await send.mutateAsync({ params: { path: { id: part.id } }, body: { equivalentIds } })
      }}
    >
      <ComboField control={state.control} name="partId" label={t('field.part')} lookup={partLookup} required />
    </FormDialog>
  )
}
