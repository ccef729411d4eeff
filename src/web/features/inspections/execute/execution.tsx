import { useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { askedPoints, isAnswered } from '../../../../domain/checklist.ts'
import { asProblem, type Problem } from '../../../app/api/problem.ts'
import { randomKey } from '../../../app/api/request-key.ts'
import { useFormat } from '../../../app/i18n/format.ts'
import { Button } from '../../../ui/button.tsx'
import { Confirm } from '../../../ui/confirm.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { Page } from '../../../ui/page.tsx'
import { wordsOfProblem } from '../../../ui/problem-words.ts'
import { refusalsByPoint, showFirst, useRefusals } from '../answer/refusals.ts'
import { SheetForm } from '../answer/sheet-form.tsx'
import { SignatureField } from '../answer/signature.tsx'
import { usePointName } from '../words.ts'
import type { Draft } from './draft-store.ts'
import { MeterSection } from './meter-section.tsx'
import { useDraft } from './use-draft.ts'
import { useSubmit } from './use-submit.ts'

/** What is wrong with the meters before anything is sent: the first one needs a reading, or a reason. */
function meterRefusals({ asset, readings, noReadingReason }: Draft, required: string): Record<string, string> {
  const [first] = asset.meters
  if (!first) return {}
  if (noReadingReason !== null) return noReadingReason.trim() ? {} : { none: required }
  return typeof readings[first.meter] === 'number' ? {} : { [first.meter]: required }
}

/** The inspection on one screen: the meter, the sections, the signature, and one button that sends it. */
export function Execution({ first, resumed }: { first: Draft; resumed: boolean }) {
  const { t } = useTranslation(['inspections', 'common'])
  const format = useFormat()
  const name = usePointName()
  const router = useRouter()
  const refusals = useRefusals()
  const held = useDraft(first)
  const { draft, change, touch, write, forget } = held
  const submit = useSubmit(held)
  const [tried, setTried] = useState(false)
  const [sending, setSending] = useState(false)
  const [discarding, setDiscarding] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [kept, setKept] = useState(true)
  const { checklist, asset, answers } = draft

  const fromServer = problem ? refusalsByPoint(problem) : null
  const mine = refusals(checklist, answers)
  const errors = tried ? new Map([...(fromServer?.points ?? []), ...mine]) : new Map<string, string[]>()
  const meterErrors: Record<string, string | undefined> = tried
    ? meterRefusals(draft, t('refusal.ANSWER_REQUIRED'))
    : {}
  const readings = asset.meters.filter(({ meter }) => typeof draft.readings[meter] === 'number')
  for (const { field, message } of fromServer?.others ?? []) {
    const index = /^readings\.(\d)/.exec(field)?.[1]
    const refused = index === undefined ? undefined : readings[Number(index)]
    if (refused) meterErrors[refused.meter] ??= message
  }
  const asked = askedPoints(checklist, answers)
  const left = asked.filter((point) => {
    const answer = answers.find(({ pointId }) => pointId === point.id)
    return point.required && !isAnswered(point, answer)
  }).length

  const confirm = async () => {
    setTried(true)
    setProblem(null)
    const meters = meterRefusals(draft, '')
    if (Object.keys(meters).length > 0) return document.getElementById('meters')?.scrollIntoView({ block: 'center' })
    if (mine.size > 0) return showFirst(checklist, mine)
    setSending(true)
    try {
      await submit()
    } catch (error) {
      const refused = asProblem(error)
      // Only what is on the device may be said to be kept there.
      setKept(await write())
      setProblem(refused)
      setSending(false)
      showFirst(checklist, refusalsByPoint(refused).points)
    }
  }
  return (
    <Page
      title={t('new.of', { code: asset.code })}
      lead={`${asset.name} · ${name({ es: checklist.nameEs, en: checklist.nameEn })} (${checklist.code} v${checklist.shownRevision})`}
      breadcrumbs={[{ label: asset.code, href: `/assets/${asset.id}` }]}
      narrow
    >
      {resumed && (
        <Notice
          tone="info"
          action={
            <Button size="sm" icon="trash" onClick={() => setDiscarding(true)}>
              {t('draft.discard')}
            </Button>
          }
        >
          {t('draft.resumed', { when: format.dateTime(draft.startedAt) })}
        </Notice>
      )}
      <div id="meters" className="scroll-mt-20">
        <MeterSection draft={draft} errors={meterErrors} change={change} />
      </div>
      <SheetForm
        content={checklist}
        answers={answers}
        local={draft.photos}
        errors={errors}
        keepPhoto={(photo) => {
          const id = randomKey()
          change(({ photos }) => ({ photos: { ...photos, [id]: photo } }))
          return id
        }}
        onAnswers={(next, sectionId) => {
          setProblem(null)
          touch(sectionId, () => ({ answers: next, finishedAt: null }))
        }}
      />
      <SignatureField
        value={draft.signed}
        // A new drawing is another picture than the one that may have been sent already.
        onChange={(signed) => change(({ sent: { signature: _, ...sent } }) => ({ signed, sent }))}
      />
      {problem && <Refused problem={problem} kept={kept} others={fromServer?.others ?? []} />}
      <div className="sticky bottom-16 z-[5] -mx-1 border-t border-separator bg-(--ground) px-1 py-3 md:bottom-0">
        <Button
          variant="primary"
          icon="check"
          pending={sending}
          className="min-h-12 w-full justify-center"
          disabled={!draft.signed.name.trim()}
          onClick={() => void confirm()}
        >
          {sending ? t('sending') : left > 0 ? t('confirmLeft', { count: left }) : t('confirm')}
        </Button>
      </div>
      {discarding && (
        <Confirm
          title={t('draft.discardTitle')}
          confirm={t('draft.discard')}
          danger
          onClose={() => setDiscarding(false)}
          onConfirm={async () => {
            await forget()
            void router.navigate({ to: '/inspections', replace: true })
          }}
        >
          <p>{t('draft.discardText')}</p>
        </Confirm>
      )}
    </Page>
  )
}

interface RefusedProps {
  problem: Problem
  kept: boolean
  others: readonly { field: string; message: string }[]
}

function Refused({ problem, kept, others }: RefusedProps) {
  const { t } = useTranslation(['inspections', 'common'])
  const { t: common } = useTranslation('common')
  const { what, how } = wordsOfProblem(common, problem)
  const unreached = problem.status === 0 || problem.status >= 500
  return (
    <Notice tone="danger" live>
      <p className="font-medium">{what}</p>
      {unreached ? <p>{t(kept ? 'draft.kept' : 'draft.notKept')}</p> : how && <p>{how}</p>}
      {others.map(({ field, message }) => (
        <p key={field}>{message}</p>
      ))}
    </Notice>
  )
}
