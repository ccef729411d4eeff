import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { query } from '../../app/api/client.ts'
import { useFormat } from '../../app/i18n/format.ts'
import { useCan } from '../../app/session/session.ts'
import { AppLink, LinkButton } from '../../ui/app-link.tsx'
import { Button } from '../../ui/button.tsx'
import { Facts } from '../../ui/facts.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { RecordPage } from '../../ui/record-page.tsx'
import { StoredImage } from '../../ui/stored-image.tsx'
import { useDownload } from '../../ui/use-download.ts'
import { meterUnit } from '../fleet/meter-text.tsx'
import { AnswersSections } from './answers-sections.tsx'
import { HintsSection } from './hints-section.tsx'
import type { Inspection } from './schema.ts'
import { VerdictBadges } from './verdict-badges.tsx'
import { usePointName } from './words.ts'

export function InspectionPage() {
  const { t } = useTranslation('inspections')
  const { id = '' } = useParams({ strict: false })
  const inspection = query.useQuery('get', '/inspections/{id}', { params: { path: { id } } })
  return (
    <RecordPage query={inspection} loading={t('one')} narrow>
      {(found) => <Found inspection={found} />}
    </RecordPage>
  )
}

function Found({ inspection }: { inspection: Inspection }) {
  const { t } = useTranslation('inspections')
  const name = usePointName()
  const may = useCan()
  const { download, pending } = useDownload()
  const { asset, correctedBy, corrects, workOrder } = inspection
  return (
    <Page
      title={inspection.number}
      mark={<VerdictBadges verdict={inspection.verdict} cleared={inspection.cleared} />}
      lead={
        <>
          <AppLink href={`/assets/${asset.id}`} className="underline">
            {asset.code}
          </AppLink>
          {` · ${asset.name} · ${name(inspection.checklistName)}`}
        </>
      }
      breadcrumbs={[{ label: t('title'), href: '/inspections' }]}
      narrow
      actions={
        <>
          <Button
            icon="download"
            pending={pending}
            onClick={() => void download(`/inspections/${inspection.id}/inspection.pdf`, `${inspection.number}.pdf`)}
          >
            {t('pdf')}
          </Button>
          {may('inspection.correct') && !correctedBy && (
            <LinkButton href={`/inspections/${inspection.id}/correct`} icon="edit">
              {t('correct.action')}
            </LinkButton>
          )}
        </>
      }
    >
      {!inspection.cleared && (
        <Notice
          tone="danger"
          action={
            workOrder && (
              <LinkButton href={`/work-orders/${workOrder.id}`} size="sm" icon="orders">
                {workOrder.number}
              </LinkButton>
            )
          }
        >
          <p className="font-medium">{t('notClearedText')}</p>
        </Notice>
      )}
      {correctedBy && (
        <Notice tone="warning">
          <AppLink href={`/inspections/${correctedBy.id}`} className="underline">
            {t('correctedByText', { number: correctedBy.number })}
          </AppLink>
        </Notice>
      )}
      {corrects && (
        <Notice tone="info">
          <AppLink href={`/inspections/${corrects.id}`} className="underline">
            {t('corrects', { number: corrects.number })}
          </AppLink>
          {`: ${inspection.correctionReason}`}
        </Notice>
      )}
      <Summary inspection={inspection} />
      {inspection.hints && <HintsSection inspection={inspection} hints={inspection.hints} />}
      <AnswersSections inspection={inspection} />
      <Seal inspection={inspection} />
    </Page>
  )
}

function Summary({ inspection }: { inspection: Inspection }) {
  const { t } = useTranslation(['inspections', 'terms'])
  const format = useFormat()
  const { score, passed, total, readings, checklist } = inspection
  const meters = readings.map(({ meter, value }) => `${format.number(value, 1)} ${meterUnit[meter]}`).join(' · ')
  return (
    <Section title={t('summary')}>
      <Facts
        facts={[
          [t('field.score'), `${format.percent(score / 100)} · ${t('passed', { passed, total })}`],
          [t('field.inspector'), inspection.inspector.name],
          [t('field.startedAt'), format.dateTime(inspection.startedAt)],
          [t('field.finishedAt'), format.dateTime(inspection.finishedAt)],
          [t('meter.title'), meters || inspection.noReadingReason],
          [t('field.site'), inspection.site.name],
          [
            t('field.checklist'),
            <AppLink
              key="checklist"
              href={`/inspections/checklists/${checklist.id}?revision=${checklist.revision}`}
              className="underline"
            >
              {`${checklist.code} v${checklist.revision}`}
            </AppLink>,
          ],
        ]}
      />
    </Section>
  )
}

/** Who signed, when it was sent, and how anybody can check that it is what was sent. */
function Seal({ inspection }: { inspection: Inspection }) {
  const { t } = useTranslation('inspections')
  const format = useFormat()
  const { signature } = inspection
  return (
    <Section title={t('signature.title')}>
      {signature.fileId && (
        <StoredImage
          fileId={signature.fileId}
          alt={t('signature.drawn')}
          className="mb-3 h-24 w-fit rounded-md border border-border bg-white"
        />
      )}
      <Facts
        facts={[
          [t('signature.by'), `${signature.name} (${t(`signature.kind.${signature.kind}`)})`],
          [t('sent'), `${format.dateTime(inspection.submittedAt)} · ${inspection.submittedBy.name}`],
          [
            t('hash'),
            <span key="hash" className="font-mono text-xs [overflow-wrap:anywhere]">
              {inspection.hash}
            </span>,
          ],
          [
            t('verify.action'),
            <AppLink key="verify" href={`/verify/${inspection.id}`} className="underline">
              {t('verify.open')}
            </AppLink>,
          ],
        ]}
      />
    </Section>
  )
}
