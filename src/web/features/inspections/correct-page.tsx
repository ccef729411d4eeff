import { useParams, useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Answer } from '../../../domain/checklist.ts'
import { query } from '../../app/api/client.ts'
import { asProblem, type Problem } from '../../app/api/problem.ts'
import { randomKey } from '../../app/api/request-key.ts'
import { useSend } from '../../app/api/send.ts'
import { useMe } from '../../app/session/session.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/form/field.tsx'
import { LeaveGuard } from '../../ui/form/leave-guard.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { RecordPage } from '../../ui/record-page.tsx'
import { toast } from '../../ui/toast.ts'
import type { LocalPhotos } from './answer/photos.tsx'
import { refusalsByPoint, showFirst, useRefusals } from './answer/refusals.ts'
import { SheetForm } from './answer/sheet-form.tsx'
import { useUpload } from './answer/use-upload.ts'
import type { Inspection } from './schema.ts'

export function CorrectPage() {
  const { t } = useTranslation('inspections')
  const { id = '' } = useParams({ strict: false })
  const inspection = query.useQuery('get', '/inspections/{id}', { params: { path: { id } } })
  return (
    <RecordPage query={inspection} loading={t('correct.action')} narrow>
      {(found) => <Correct inspection={found} />}
    </RecordPage>
  )
}

/** The same sheet with its answers, to be sent as a new version that says why. */
function Correct({ inspection }: { inspection: Inspection }) {
  const { t } = useTranslation('inspections')
  const me = useMe()
  const router = useRouter()
  const refusals = useRefusals()
  const upload = useUpload()
  const path = { id: inspection.id }
  const send = useSend('post', '/inspections/{id}/correct', {
    invalidates: ['/inspections', '/assets', '/work-orders'],
  })
  const [answers, setAnswers] = useState<Answer[]>(inspection.answers)
  const [photos, setPhotos] = useState<LocalPhotos>({})
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const [state, setState] = useState<'editing' | 'sending' | 'sent'>('editing')
  const [problem, setProblem] = useState<Problem | null>(null)
  const mine = refusals(inspection, answers)
  const fromServer = problem ? refusalsByPoint(problem).points : new Map<string, string[]>()
  const dirty = reason !== '' || answers !== inspection.answers

  const submit = async () => {
    setTried(true)
    setProblem(null)
    if (!reason.trim()) return document.getElementById('reason')?.scrollIntoView({ block: 'center' })
    if (mine.size > 0) return showFirst(inspection, mine)
    setState('sending')
    try {
      const files = new Map<string, string>()
      for (const id of answers.flatMap(({ photoIds }) => photoIds)) {
        const picture = photos[id]
        if (picture) files.set(id, await upload(picture))
      }
      const sentAnswers = answers.map((answer) => ({
        ...answer,
        photoIds: answer.photoIds.map((id) => files.get(id) ?? id),
      }))
      const signature = { kind: 'TYPED' as const, name: me.name }
      const body = { reason, answers: sentAnswers, signature }
      const corrected = await send.mutateAsync({ params: { path }, body })
      setState('sent')
      toast(t('correct.done', { number: corrected.number }))
      setTimeout(() => void router.navigate({ to: `/inspections/${corrected.id}` as never, replace: true }))
    } catch (error) {
      setProblem(asProblem(error))
      setState('editing')
    }
  }
  return (
    <Page
      title={t('correct.title', { number: inspection.number })}
      lead={t('correct.lead')}
      breadcrumbs={[{ label: inspection.number, href: `/inspections/${inspection.id}` }]}
      narrow
    >
      <div id="reason" className="scroll-mt-20">
        <Section title={t('correct.why')}>
          <Field
            label={t('correct.reason')}
            required
            error={tried && !reason.trim() ? t('refusal.ANSWER_REQUIRED') : undefined}
          >
            {(aria) => (
              <textarea
                {...aria}
                className="input field-sizing-content"
                rows={2}
                maxLength={500}
                value={reason}
                onChange={({ target }) => setReason(target.value)}
              />
            )}
          </Field>
        </Section>
      </div>
      <SheetForm
        content={inspection}
        answers={answers}
        local={photos}
        errors={tried ? new Map([...fromServer, ...mine]) : new Map()}
        keepPhoto={(photo) => {
          const id = randomKey()
          setPhotos((before) => ({ ...before, [id]: photo }))
          return id
        }}
        onAnswers={setAnswers}
      />
      {problem && (
        <Notice tone="danger" live>
          <p className="font-medium">{problem.title || t('draft.notSent')}</p>
        </Notice>
      )}
      <div className="sticky bottom-16 z-[5] -mx-1 border-t border-separator bg-(--ground) px-1 py-3 md:bottom-0">
        <Button
          variant="primary"
          icon="check"
          className="min-h-12 w-full justify-center"
          pending={state === 'sending'}
          onClick={() => void submit()}
        >
          {t('correct.send', { name: me.name })}
        </Button>
      </div>
      <LeaveGuard when={dirty && state === 'editing'} />
    </Page>
  )
}
