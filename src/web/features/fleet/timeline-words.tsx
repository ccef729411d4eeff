import { useTranslation } from 'react-i18next'
import { useFormat } from '../../app/i18n/format.ts'
import type { Tone } from '../../ui/badge.tsx'
import type { IconName } from '../../ui/icon.tsx'
import type { TimelineItem } from '../../ui/timeline.tsx'
import { meterUnit } from './meter-text.tsx'
import type { TimelineEvent } from './schema.ts'

type Look = [icon: IconName, tone: Tone]

const statusLooks: Record<NonNullable<TimelineEvent['status']>, Look> = {
  OPERATING: ['done', 'success'],
  STOPPED: ['stop', 'danger'],
  IN_MAINTENANCE: ['wrench', 'warning'],
  OUT_OF_SERVICE: ['cancelled', 'neutral'],
}
const orderLooks: Record<NonNullable<TimelineEvent['orderStatus']>, Look> = {
  PENDING: ['plus', 'neutral'],
  IN_PROGRESS: ['play', 'info'],
  ON_HOLD: ['pause', 'warning'],
  COMPLETED: ['check', 'success'],
  CLOSED: ['lock', 'neutral'],
  CANCELLED: ['cancelled', 'neutral'],
}

/** Events of a unit in the words of its timeline; `unitId` tells its own from those of its components. */
export function useTimelineWords(unitId: string): (event: TimelineEvent) => TimelineItem {
  const { t } = useTranslation(['fleet', 'inspections', 'terms'])
  const format = useFormat()

  const said = (event: TimelineEvent): Pick<TimelineItem, 'icon' | 'tone' | 'title'> & { href?: string } => {
    const { kind, status, order, orderStatus, meter, value, file, inspection, parent, site } = event
    const orderHref = order ? `/work-orders/${order.id}` : undefined
    if (kind === 'STATUS' && status) {
      const [icon, tone] = statusLooks[status]
      return { icon, tone, title: t(`terms:assetStatus.${status}`) }
    }
    if (kind === 'READING' && meter && value !== null) {
      const text = `${format.number(value, 1)} ${meterUnit[meter]}`
      return { icon: 'meter', title: event.voided ? <s>{text}</s> : text }
    }
    if (kind === 'PLACEMENT') {
      const title = parent
        ? t('timeline.mounted', { on: parent.code, site: site ?? '' })
        : t('timeline.placed', { site: site ?? '' })
      return { icon: 'pin', title }
    }
    if (kind === 'ORDER' && order && orderStatus) {
      const [icon, tone] = orderLooks[orderStatus]
      const title = `${order.number}: ${t(`terms:workOrderStatus.${orderStatus}`)}`
      return { icon, tone, title, href: orderHref }
    }
    if (kind === 'INSPECTION' && inspection) {
      const { id, number, verdict, score, cleared } = inspection
      return {
        icon: 'inspections',
        tone: !cleared ? 'danger' : verdict === 'APPROVED' ? 'success' : 'warning',
        title: `${number}: ${t(`inspections:verdict.${verdict}`)}, ${format.number(score, 0)} %`,
        href: `/inspections/${id}`,
      }
    }
    if (kind === 'FILE' && file) {
      const icon = file.mediaType.startsWith('image/') ? 'camera' : 'file'
      return { icon, title: file.name, href: orderHref ?? `/assets/${event.asset.id}?tab=files` }
    }
    return { icon: 'info', title: t('timeline.comment', { order: order?.number ?? '' }), href: orderHref }
  }

  return (event) => {
    const component = event.asset.id === unitId ? null : `${event.asset.code} · ${event.asset.name}`
    const about = event.kind === 'ORDER' ? event.order?.title : null
    const voided = event.voided ? t('meters.voided') : null
    const detail = [component, about, voided, event.text].filter(Boolean).join(' · ')
    return { id: `${event.kind}${event.id}`, at: event.at, by: event.by, detail: detail || undefined, ...said(event) }
  }
}
