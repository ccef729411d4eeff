import { useTranslation } from 'react-i18next'

/** What an audit row did and to what, in words; a code the catalogue does not know speaks for itself. */
export function useAuditWords() {
  const { t, i18n } = useTranslation('audit')
  const known = (key: string, code: string) => (i18n.exists(`audit:${key}`) ? t(key as 'verb.created') : code)
  return {
    action: (action: string) => {
      const verb = action.split('.').slice(1).join('.')
      return known(`verb.${verb}`, verb)
    },
    entity: (type: string) => known(`entity.${type}`, type),
  }
}

const pages: Record<string, string> = {
  asset: '/assets/',
  workOrder: '/work-orders/',
  person: '/admin/people/',
  import: '/imports/',
  inspection: '/inspections/',
  checklist: '/inspections/checklists/',
  plan: '/plans/',
}

export const entityHref = (type: string, id: string) => (pages[type] ? pages[type] + id : undefined)

/** A value as it was recorded; objects as their JSON. */
export function valueText(value: unknown): string {
  if (value === null || value === undefined || value === '') return '—'
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
