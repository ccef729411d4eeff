import { useTranslation } from 'react-i18next'
import { longestCodeList } from '../../../domain/failure-code.ts'
import { useSend } from '../../app/api/send.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import type { MenuItem } from '../../ui/menu.tsx'
import { Section } from '../../ui/page.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { useSayProblem } from '../../ui/use-say-problem.ts'
import { MasterDataMenu } from '../admin/master-data-menu.tsx'
import { useName } from '../work-orders/lookups.ts'
import type { CodeKind, FailureCode } from './failure-codes-page.tsx'

interface CodeListProps {
  kind: CodeKind
  codes: readonly FailureCode[]
  ofOneType: boolean
  add: () => void
  edit: (code: FailureCode) => void
}

export function CodeList({ kind, codes, ofOneType, add, edit }: CodeListProps) {
  const { t } = useTranslation('failureCodes')
  const current = codes.filter(({ archived }) => !archived)
  const full = current.length >= longestCodeList
  return (
    <Section
      title={t(`kind.${kind}`)}
      padded={false}
      actions={
        <>
          <span className="text-xs text-muted tabular-nums">
            {t('count', { count: current.length, most: longestCodeList })}
          </span>
          <Button size="sm" icon="plus" disabled={full} title={full ? t('full') : undefined} onClick={add}>
            {t('add')}
          </Button>
        </>
      }
    >
      {codes.length === 0 ? (
        <EmptyState icon="list">{t(ofOneType ? 'emptyOfType' : 'empty')}</EmptyState>
      ) : (
        <ul className="divide-y divide-separator">
          {codes.map((code) => (
            <CodeRow
              key={code.id}
              code={code}
              before={current[current.indexOf(code) - 1]}
              after={current[current.indexOf(code) + 1]}
              edit={() => edit(code)}
            />
          ))}
        </ul>
      )}
    </Section>
  )
}

interface CodeRowProps {
  code: FailureCode
  before: FailureCode | undefined
  after: FailureCode | undefined
  edit: () => void
}

function CodeRow({ code, before, after, edit }: CodeRowProps) {
  const { t } = useTranslation(['failureCodes', 'masterData'])
  const name = useName()
  const say = useSayProblem()
  const send = useSend('patch', '/failure-codes/{id}')
  /** Changes places with a neighbour. */
  const swap = async (other: FailureCode) => {
    try {
      await send.mutateAsync({ params: { path: { id: code.id } }, body: { position: other.position } })
      await send.mutateAsync({ params: { path: { id: other.id } }, body: { position: code.position } })
    } catch (error) {
      say(error)
    }
  }
  const moves: MenuItem[] = code.archived
    ? []
    : [
        ...(before ? [{ label: t('moveUp'), icon: 'up', onSelect: () => void swap(before) } as const] : []),
        ...(after ? [{ label: t('moveDown'), icon: 'down', onSelect: () => void swap(after) } as const] : []),
      ]
  return (
    <li className="flex items-center gap-3 px-4 py-2">
      <div className="min-w-0 flex-1">
        <p className="font-medium [overflow-wrap:anywhere]">{name(code)}</p>
        <p className="font-mono text-xs text-muted">{code.code}</p>
      </div>
      {code.archived && (
        <Badge icon="archive" tone="neutral">
          {t('masterData:archived')}
        </Badge>
      )}
      <MasterDataMenu path="/failure-codes" record={code} name={name(code)} edit={edit} more={moves} />
    </li>
  )
}
