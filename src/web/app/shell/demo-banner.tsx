import { useTranslation } from 'react-i18next'
import { Icon } from '../../ui/icon.tsx'

/** Nobody may take simulated figures for their own fleet's: said on every page, and on paper. */
export function DemoBanner() {
  const { t } = useTranslation('shell')
  return (
    <p className="flex h-7 items-center justify-center gap-1.5 bg-warning-soft px-4 text-xs font-medium text-warning-soft-foreground">
      <Icon name="info" size={14} className="shrink-0" />
      <span className="truncate">{t('demo')}</span>
    </p>
  )
}
