import { reportNames, withNames } from '../kpis/addresses.ts'
import type { SavedReport } from './schema.ts'

const filterOf = ({ from, to, siteId, typeId, assetId, groupBy }: SavedReport) => ({
  from,
  to,
  siteId: siteId ?? undefined,
  typeId: typeId ?? undefined,
  assetId: assetId ?? undefined,
  groupBy: groupBy ?? undefined,
})

/** The page that shows a kept report with the figures of its period today. */
export const openHref = (report: SavedReport) =>
  withNames(report.report === 'overview' ? '/reports' : `/reports/${report.report}`, filterOf(report), reportNames)

/** The same on paper. */
export const pdfPath = (report: SavedReport) =>
  withNames(
    report.report === 'overview' ? '/kpis.pdf' : `/reports/${report.report}/file.pdf`,
    filterOf(report),
    reportNames,
  )
