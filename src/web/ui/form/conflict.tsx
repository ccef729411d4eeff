import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../button.tsx'
import { Notice } from '../notice.tsx'

interface ConflictProps {
  takeTheirs: () => Promise<void>
  keepMine: () => Promise<void>
}

/** Somebody else changed the record meanwhile: the person decides which version stands, nothing is overwritten unseen. */
export function Conflict({ takeTheirs, keepMine }: ConflictProps) {
  const { t } = useTranslation()
  const [busy, setBusy] = useState(false)
  const run = (choice: () => Promise<void>) => async () => {
    setBusy(true)
    await choice().finally(() => setBusy(false))
  }
  return (
    <Notice tone="warning" live>
      <p className="font-medium">{t('conflict.what')}</p>
      <p>{t('conflict.how')}</p>
      <div className="mt-2 flex flex-wrap gap-2">
        <Button size="sm" pending={busy} onClick={run(takeTheirs)}>
          {t('conflict.takeTheirs')}
        </Button>
        <Button size="sm" pending={busy} onClick={run(keepMine)}>
          {t('conflict.keepMine')}
        </Button>
      </div>
    </Notice>
  )
}
