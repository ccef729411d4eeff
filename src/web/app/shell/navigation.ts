import { useRouter } from '@tanstack/react-router'
import type { Permission } from '../../../contract/permissions.ts'
import type { IconName } from '../../ui/icon.tsx'
import { useCan, useMe } from '../session/session.ts'

interface Entry {
  /** The word in the catalogue: `shell:nav.<key>`. */
  key: NavKey
  to: string
  icon: IconName
  permission?: Permission
  /** Other addresses that belong to it. */
  also?: readonly string[]
}

export type NavKey =
  | 'home'
  | 'workOrders'
  | 'requests'
  | 'assets'
  | 'documents'
  | 'plans'
  | 'inspections'
  | 'inventory'
  | 'predictions'
  | 'reliability'
  | 'reports'
  | 'imports'
  | 'admin'
  | 'profile'
  | 'people'
  | 'sites'
  | 'assetTypes'
  | 'orderTypes'
  | 'failureCodes'
  | 'audit'
  | 'backups'
  | 'security'
  | 'analytics'
  | 'jobs'
  | 'apiTokens'
  | 'webhooks'
  | 'parameters'
  | 'documentTypes'
  | 'deliveries'

/** Every place of the product in its order. One whose page does not exist (yet) is left out, not greyed. */
const entries: readonly Entry[] = [
  { key: 'home', to: '/dashboard', icon: 'home', permission: 'dashboard.read' },
  { key: 'workOrders', to: '/work-orders', icon: 'orders', permission: 'workOrder.read' },
  { key: 'requests', to: '/requests', icon: 'flag', permission: 'faultRequest.read' },
  { key: 'assets', to: '/assets', icon: 'fleet', permission: 'asset.read' },
  { key: 'documents', to: '/documents', icon: 'file', permission: 'document.read' },
  { key: 'plans', to: '/plans', icon: 'calendar', permission: 'plan.read' },
  { key: 'inspections', to: '/inspections', icon: 'inspections', permission: 'inspection.read' },
  { key: 'inventory', to: '/inventory', icon: 'parts', permission: 'part.read' },
  { key: 'predictions', to: '/predictions', icon: 'prediction', permission: 'prediction.read' },
  {
    key: 'reports',
    to: '/reports',
    icon: 'reports',
    permission: 'kpi.read',
    also: ['/saved-reports', '/budgets', '/kpis'],
  },
  { key: 'reliability', to: '/reliability', icon: 'wrench', permission: 'reliability.read' },
  { key: 'imports', to: '/imports', icon: 'import', permission: 'import.manage' },
  { key: 'admin', to: '/admin', icon: 'admin', permission: 'person.manageOperators' },
]

/** The pages of the administration. */
const adminEntries = [
  { key: 'people', to: '/admin/people', icon: 'users', permission: 'person.manageOperators' },
  { key: 'sites', to: '/admin/sites', icon: 'pin', permission: 'site.manage' },
  { key: 'assetTypes', to: '/admin/asset-types', icon: 'fleet', permission: 'assetType.manage' },
  { key: 'orderTypes', to: '/admin/order-types', icon: 'orders', permission: 'masterData.manage' },
  { key: 'failureCodes', to: '/admin/failure-codes', icon: 'list', permission: 'masterData.manage' },
  { key: 'documentTypes', to: '/admin/document-types', icon: 'file', permission: 'masterData.manage' },
  { key: 'parameters', to: '/admin/parameters', icon: 'admin', permission: 'parameter.manage' },
  { key: 'deliveries', to: '/admin/deliveries', icon: 'bell', permission: 'delivery.manage' },
  { key: 'audit', to: '/admin/audit', icon: 'shield', permission: 'audit.read' },
  { key: 'security', to: '/admin/security', icon: 'key', permission: 'security.read' },
  { key: 'analytics', to: '/admin/analytics', icon: 'reports', permission: 'analytics.read' },
  { key: 'backups', to: '/admin/backups', icon: 'archive', permission: 'backup.manage' },
  { key: 'jobs', to: '/admin/schedules', icon: 'clock', permission: 'job.read' },
  { key: 'apiTokens', to: '/admin/api-tokens', icon: 'lock', permission: 'apiToken.manage' },
  { key: 'webhooks', to: '/admin/webhooks', icon: 'external', permission: 'webhook.manage' },
] as const satisfies readonly Entry[]

export function useAdminPlaces() {
  const may = useCan()
  return adminEntries.filter(({ permission }) => may(permission))
}

export const profileEntry: Entry = { key: 'profile', to: '/profile', icon: 'user' }

/** What the bottom bar of a phone has room for, by role. */
const bottom: Record<string, readonly NavKey[]> = {
  OPERATOR: ['workOrders', 'inspections', 'assets'],
  SUPERVISOR: ['home', 'workOrders', 'assets', 'reports'],
  ADMIN: ['home', 'workOrders', 'assets', 'reports'],
}

/** The places this person may go to. */
export function useNavigation(): { places: readonly Entry[]; bottomPlaces: readonly Entry[] } {
  const { routesByPath } = useRouter()
  const may = useCan()
  const { role } = useMe()
  const places = entries.filter(({ to, permission }) => to in routesByPath && (!permission || may(permission)))
  const wanted = bottom[role] ?? []
  return { places, bottomPlaces: places.filter(({ key }) => wanted.includes(key)) }
}
