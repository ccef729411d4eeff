import admin from './es/admin.json' with { type: 'json' }
import analytics from './es/analytics.json' with { type: 'json' }
import apiTokens from './es/apiTokens.json' with { type: 'json' }
import assetTypes from './es/assetTypes.json' with { type: 'json' }
import audit from './es/audit.json' with { type: 'json' }
import backups from './es/backups.json' with { type: 'json' }
import budgets from './es/budgets.json' with { type: 'json' }
import common from './es/common.json' with { type: 'json' }
import documents from './es/documents.json' with { type: 'json' }
import documentTypes from './es/documentTypes.json' with { type: 'json' }
import failureCodes from './es/failureCodes.json' with { type: 'json' }
import fleet from './es/fleet.json' with { type: 'json' }
import imports from './es/imports.json' with { type: 'json' }
import inspections from './es/inspections.json' with { type: 'json' }
import inventory from './es/inventory.json' with { type: 'json' }
import jobs from './es/jobs.json' with { type: 'json' }
import kpis from './es/kpis.json' with { type: 'json' }
import masterData from './es/masterData.json' with { type: 'json' }
import notices from './es/notices.json' with { type: 'json' }
import oidc from './es/oidc.json' with { type: 'json' }
import orderTypes from './es/orderTypes.json' with { type: 'json' }
import parameters from './es/parameters.json' with { type: 'json' }
import people from './es/people.json' with { type: 'json' }
import plans from './es/plans.json' with { type: 'json' }
import predictions from './es/predictions.json' with { type: 'json' }
import profile from './es/profile.json' with { type: 'json' }
import reliability from './es/reliability.json' with { type: 'json' }
import requests from './es/requests.json' with { type: 'json' }
import savedReports from './es/savedReports.json' with { type: 'json' }
import security from './es/security.json' with { type: 'json' }
import session from './es/session.json' with { type: 'json' }
import shell from './es/shell.json' with { type: 'json' }
import sites from './es/sites.json' with { type: 'json' }
import terms from './es/terms.json' with { type: 'json' }
import webhooks from './es/webhooks.json' with { type: 'json' }
import workOrders from './es/workOrders.json' with { type: 'json' }

/** The catalogues by feature; one line each. The Spanish file gives the keys their types. */
export interface Catalogues {
  admin: typeof admin
  documentTypes: typeof documentTypes
  parameters: typeof parameters
  webhooks: typeof webhooks
  analytics: typeof analytics
  apiTokens: typeof apiTokens
  jobs: typeof jobs
  audit: typeof audit
  backups: typeof backups
  failureCodes: typeof failureCodes
  masterData: typeof masterData
  notices: typeof notices
  oidc: typeof oidc
  orderTypes: typeof orderTypes
  people: typeof people
  assetTypes: typeof assetTypes
  budgets: typeof budgets
  common: typeof common
  documents: typeof documents
  fleet: typeof fleet
  inventory: typeof inventory
  kpis: typeof kpis
  imports: typeof imports
  inspections: typeof inspections
  plans: typeof plans
  predictions: typeof predictions
  profile: typeof profile
  reliability: typeof reliability
  requests: typeof requests
  savedReports: typeof savedReports
  security: typeof security
  session: typeof session
  shell: typeof shell
  sites: typeof sites
  terms: typeof terms
  workOrders: typeof workOrders
}

export type Feature = keyof Catalogues

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common'
    resources: Catalogues
    returnNull: false
  }
}
