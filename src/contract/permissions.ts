export const roles = ['ADMIN', 'SUPERVISOR', 'OPERATOR'] as const
export type Role = (typeof roles)[number]

const everyone = ['ADMIN', 'SUPERVISOR', 'OPERATOR'] as const
const planners = ['ADMIN', 'SUPERVISOR'] as const
const administrators = ['ADMIN'] as const

/** Who may do what; which records they may do it to is the scope of each resource (sites, own orders). */
export const permissions = {
  'me.read': everyone,
  'me.update': everyone,

  'person.read': planners,
  'person.readNames': everyone,
  'person.manage': administrators,
  'person.manageOperators': planners,

  'site.read': everyone,
  'site.manage': administrators,

  'assetType.read': everyone,
  'assetType.manage': administrators,

  'asset.read': everyone,
  'asset.manage': planners,
  'asset.setStatus': planners,
  'asset.readCost': planners,
  'meter.record': everyone,
  'meter.void': planners,

  'file.read': everyone,
  'file.add': everyone,
  'file.remove': planners,

  'workOrder.read': everyone,
  'workOrder.create': planners,
  'workOrder.report': everyone,
  'workOrder.edit': planners,
  'workOrder.assign': planners,
  'workOrder.approve': planners,
  'workOrder.start': everyone,
  'workOrder.hold': everyone,
  'workOrder.complete': everyone,
  'workOrder.close': planners,
  'workOrder.reopen': planners,
  'workOrder.cancel': planners,
  'workOrder.comment': everyone,
  'workOrder.recordLabour': everyone,
  'workOrder.recordTasks': everyone,
  'workOrder.recordCost': planners,
  'workOrder.export': planners,

  'checklist.read': everyone,
  'checklist.manage': planners,
  'inspection.read': everyone,
  'inspection.submit': everyone,
  'inspection.correct': planners,

  'faultRequest.submit': everyone,
  'faultRequest.read': planners,
  'faultRequest.triage': planners,

  'plan.read': planners,
  'plan.manage': planners,
  'plan.subscribe': planners,

  'reliability.read': planners,
  'reliability.propose': planners,
  'reliability.decide': planners,

  'document.read': everyone,
  'document.manage': planners,
  'readiness.override': planners,

  'masterData.read': everyone,
  'masterData.manage': administrators,

  'part.read': everyone,
  'part.manage': planners,
  'part.issue': everyone,
  'stock.read': planners,
  'stock.manage': planners,
  'purchase.read': planners,
  'purchase.manage': planners,
  'purchase.approve': administrators,

  'notice.use': everyone,
  'delivery.manage': administrators,
  'live.use': everyone,
  'prediction.read': planners,
  'prediction.decide': planners,
  'prediction.run': planners,
  'prediction.train': planners,
  'parameter.read': planners,
  'parameter.manage': administrators,

  'import.manage': planners,
  'search.use': everyone,
  'kpi.read': planners,
  'report.save': planners,
  'budget.read': planners,
  'budget.manage': administrators,
  'dashboard.read': everyone,
  'audit.read': administrators,
  'backup.manage': administrators,
  'security.read': administrators,
  'analytics.read': administrators,
  'job.read': administrators,
  'job.manage': administrators,
  'apiToken.manage': administrators,
  'webhook.manage': administrators,
} as const satisfies Record<string, readonly Role[]>

export type Permission = keyof typeof permissions

export function allowed(role: Role, permission: Permission): boolean {
  return (permissions[permission] as readonly Role[]).includes(role)
}

export function permissionsOf(role: Role): Permission[] {
  return (Object.keys(permissions) as Permission[]).filter((permission) => allowed(role, permission))
}
