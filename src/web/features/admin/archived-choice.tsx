import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Segments } from '../../ui/segments.tsx'

type Archived = 'false' | 'true'

/** Whether a list of master data shows what is in force or what was archived: the API's parameter, and the choice. */
export function useArchived(shown: 'withArchived' | 'onlyArchived') {
  const { t } = useTranslation('masterData')
  const [archived, setArchived] = useState<Archived>('false')
  const choice = (
    <Segments
      label={t('show')}
      quiet
      value={archived}
      onChange={setArchived}
      options={[
        { value: 'false', label: t('current') },
        { value: 'true', label: t(shown) },
      ]}
    />
  )
  return { archived, choice }
}
