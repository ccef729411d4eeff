import { type PointerEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Field } from '../../../ui/form/field.tsx'
import { Section } from '../../../ui/page.tsx'
import { jpegOf } from './resize-photo.ts'

export interface Signed {
  name: string
  /** The drawing; without one the typed name is the signature. */
  drawing: Blob | null
}

/** Who answers for what was answered: a typed name, and a drawn signature for who wants one. */
export function SignatureField({ value, onChange }: { value: Signed; onChange: (value: Signed) => void }) {
  const { t } = useTranslation('inspections')
  const [drawing, setDrawing] = useState(false)
  return (
    <Section title={t('signature.title')}>
      <div className="grid gap-3">
        <Field label={t('signature.name')} hint={t('signature.hint')} required>
          {(aria) => (
            <input
              {...aria}
              className="input"
              autoComplete="name"
              maxLength={120}
              value={value.name}
              onChange={({ target }) => onChange({ ...value, name: target.value })}
            />
          )}
        </Field>
        {value.drawing && <Drawing blob={value.drawing} />}
        <div className="flex flex-wrap gap-2">
          <Button icon="edit" onClick={() => setDrawing(true)}>
            {t(value.drawing ? 'signature.again' : 'signature.draw')}
          </Button>
          {value.drawing && (
            <Button variant="ghost" icon="close" onClick={() => onChange({ ...value, drawing: null })}>
              {t('signature.onlyName')}
            </Button>
          )}
        </div>
      </div>
      {drawing && <Pad onClose={() => setDrawing(false)} onDone={(blob) => onChange({ ...value, drawing: blob })} />}
    </Section>
  )
}

function Drawing({ blob }: { blob: Blob }) {
  const { t } = useTranslation('inspections')
  const [url, setUrl] = useState<string | null>(null)
  useEffect(() => {
    const made = URL.createObjectURL(blob)
    setUrl(made)
    return () => URL.revokeObjectURL(made)
  }, [blob])
  return url && <img src={url} alt={t('signature.drawn')} className="h-24 w-fit rounded-md border border-border" />
}

const [width, height] = [600, 240]

function Pad({ onDone, onClose }: { onDone: (blob: Blob) => void; onClose: () => void }) {
  const { t } = useTranslation('inspections')
  const ref = useRef<HTMLCanvasElement>(null)
  const [empty, setEmpty] = useState(true)
  const clear = () => {
    const context = ref.current!.getContext('2d')!
    // Paper is white in every theme: the drawing is printed.
    context.fillStyle = '#fff'
    context.fillRect(0, 0, width, height)
    context.strokeStyle = '#111'
    context.lineWidth = 4
    context.lineCap = 'round'
    context.lineJoin = 'round'
    setEmpty(true)
  }
  useEffect(clear, [])
  const at = (event: PointerEvent<HTMLCanvasElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    const x = ((event.clientX - box.left) * width) / box.width
    return [x, ((event.clientY - box.top) * height) / box.height] as const
  }
  return (
    <Dialog
      title={t('signature.draw')}
      width="40rem"
      onClose={onClose}
      footer={
        <>
          <Button icon="undo" onClick={clear}>
            {t('signature.clear')}
          </Button>
          <Button
            variant="primary"
            icon="check"
            disabled={empty}
            onClick={async () => {
              onDone(await jpegOf(ref.current!, 0.8))
              onClose()
            }}
          >
            {t('signature.keep')}
          </Button>
        </>
      }
    >
      <p className="mb-2 text-muted">{t('signature.drawHint')}</p>
      <canvas
        ref={ref}
        width={width}
        height={height}
        aria-label={t('signature.pad')}
        role="img"
        className="w-full touch-none rounded-md border border-border bg-white"
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId)
          const context = event.currentTarget.getContext('2d')!
          context.beginPath()
          context.moveTo(...at(event))
        }}
        onPointerMove={(event) => {
          if (!event.buttons) return
          const context = event.currentTarget.getContext('2d')!
          context.lineTo(...at(event))
          context.stroke()
          setEmpty(false)
        }}
      />
    </Dialog>
  )
}
