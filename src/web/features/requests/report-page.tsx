import { useParams, useRouter } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { optionalText, text } from '../../../contract/common.ts'
import { faultRequestLimits } from '../../../domain/fault-request.ts'
import { query } from '../../app/api/client.ts'
import { useSend } from '../../app/api/send.ts'
import { useMaybeMe } from '../../app/session/session.ts'
import { AppLink } from '../../ui/app-link.tsx'
import { Button } from '../../ui/button.tsx'
import { RadioField } from '../../ui/form/choice-fields.tsx'
import { FileField } from '../../ui/form/file-field.tsx'
import { Form, useZodForm } from '../../ui/form/form.tsx'
import { TextAreaField, TextField } from '../../ui/form/text-fields.tsx'
import { Notice } from '../../ui/notice.tsx'
import { SkeletonForm } from '../../ui/skeleton.tsx'
import { ErrorState } from '../../ui/states.tsx'
import { resizePhoto } from '../inspections/answer/resize-photo.ts'
import { SessionCard } from '../session/session-card.tsx'

const form = z.object({
  what: text(200),
  canMove: z.enum(['yes', 'no']),
  description: optionalText(2000),
  photos: z.array(z.instanceof(File)).max(faultRequestLimits.photos),
})

/** A fault of the unit whose label was scanned, told without an account. */
export function ReportPage() {
  const { t } = useTranslation('requests')
  const { id = '' } = useParams({ strict: false })
  const me = useMaybeMe()
  const { data, error, isPending, refetch } = query.useQuery('get', '/report/{id}', { params: { path: { id } } })
  const unknown = error && (error.status === 404 || error.status === 400)
  const lead = data ? t('report.lead', data) : isPending ? t('report.looking') : ''
  return (
    <SessionCard title={t('report.title')} lead={lead}>
      {data ? (
        <>
          <ReportForm id={id} />
          {!me && (
            <p className="mt-3">
              <AppLink href={`/login?next=/assets/${id}`} className="inline-block py-3 underline">
                {t('report.account')}
              </AppLink>
            </p>
          )}
        </>
      ) : isPending ? (
        <SkeletonForm />
      ) : unknown ? (
        <Notice tone="danger" live>
          {t('report.unknown')}
        </Notice>
      ) : (
        <ErrorState compact error={error} retry={() => void refetch()} />
      )}
    </SessionCard>
  )
}

function ReportForm({ id }: { id: string }) {
  const { t } = useTranslation('requests')
  const router = useRouter()
  const send = useSend('post', '/report/{id}')
  const state = useZodForm(form, { what: '', description: null, photos: [] })
  return (
    <Form
      form={state}
      guard={false}
      onSubmit={async ({ what, canMove, description, photos }) => {
        const body = new FormData()
        body.append('what', what)
        body.append('canMove', String(canMove === 'yes'))
        if (description) body.append('description', description)
        for (const photo of photos) {
          // What this browser cannot draw goes as it is: the server judges it, and says so.
          body.append('photo', await resizePhoto(photo).catch(() => photo), photo.name || 'photo.jpg')
        }
        const { token } = await send.mutateAsync({ params: { path: { id } }, body } as never)
        await router.navigate({ to: `/track/${token}` as never, replace: true })
      }}
    >
      <TextField control={state.control} name="what" label={t('report.what')} required maxLength={200} />
      <RadioField
        control={state.control}
        name="canMove"
        label={t('report.canMove')}
        options={[
          { value: 'yes', label: t('report.yes'), icon: 'check' },
          { value: 'no', label: t('report.no'), icon: 'stop' },
        ]}
      />
      <FileField
        control={state.control}
        name="photos"
        label={t('report.photos')}
        accept="image/jpeg,image/png,image/webp"
        camera
        multiple
      />
      <TextAreaField control={state.control} name="description" label={t('report.detail')} maxLength={2000} rows={2} />
      <Button type="submit" variant="primary" pending={state.formState.isSubmitting} className="w-full justify-center">
        {t('report.send')}
      </Button>
    </Form>
  )
}
