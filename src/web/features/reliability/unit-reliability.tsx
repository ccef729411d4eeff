import { useTranslation } from 'react-i18next'
import { studyQuery } from '../../../contract/reliability.ts'
import { useUrlFilter } from '../../app/url-filter.ts'
import { FilterBar } from '../../ui/list/filter-bar.tsx'
import { useSystemOptions } from '../work-orders/terms.ts'
import type { StudyFilter } from './study-filter.ts'
import { StudyOf } from './study-query.tsx'

const unitFilter = studyQuery.omit({ assetId: true, typeId: true, modeId: true })

/** The reliability of one unit, as a whole or of one of its systems. */
export function UnitReliability({ assetId }: { assetId: string }) {
  const { t } = useTranslation('reliability')
  const { filter, setFilter } = useUrlFilter(unitFilter) as {
    filter: StudyFilter
    setFilter: (change: StudyFilter) => void
  }
  const systems = useSystemOptions()
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <FilterBar
        fields={[{ kind: 'option', name: 'system', label: t('filter.system'), options: systems }]}
        value={filter}
        onChange={setFilter}
      />
      <StudyOf filter={{ ...filter, assetId }} setFilter={setFilter} />
    </div>
  )
}
