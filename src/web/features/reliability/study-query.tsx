import { query } from '../../app/api/client.ts'
import { SkeletonRows } from '../../ui/skeleton.tsx'
import { Loaded } from '../../ui/states.tsx'
import type { StudyFilter } from './study-filter.ts'
import { StudyView } from './study-view.tsx'

/** The study of a filter; the one before stays while another cost is worked out. */
export function StudyOf({ filter, setFilter }: { filter: StudyFilter; setFilter: (change: StudyFilter) => void }) {
  const study = query.useQuery('get', '/reliability', { params: { query: filter } })
  return (
    <Loaded query={study} skeleton={<SkeletonRows rows={6} />}>
      {(data) => <StudyView study={data} filter={filter} setFilter={setFilter} />}
    </Loaded>
  )
}
