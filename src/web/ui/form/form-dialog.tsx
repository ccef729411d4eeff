import type { ReactNode } from 'react'
import type { FieldValues, UseFormReturn } from 'react-hook-form'
import { Dialog } from '../dialog.tsx'
import { Form, SubmitBar } from './form.tsx'

interface FormDialogProps<I extends FieldValues, O> {
  title: string
  form: UseFormReturn<I, unknown, O>
  /** Sends; the dialog closes when it succeeds, and says beside the fields why it did not. */
  onSubmit: (values: O) => Promise<unknown>
  reload?: () => Promise<I | undefined>
  onClose: () => void
  /** The button says what it does. */
  submit: string
  danger?: boolean
  side?: boolean
  width?: string
  children: ReactNode
}

/** A form in a dialog: `{open && <FormDialog …/>}`, with its fields as children. */
export function FormDialog<I extends FieldValues, O>(props: FormDialogProps<I, O>) {
  const { title, form, onSubmit, reload, onClose, submit, danger, side, width, children } = props
  return (
    <Dialog title={title} onClose={onClose} side={side} width={width}>
      <Form
        form={form}
        guard={false}
        reload={reload}
        onSubmit={async (values) => {
          await onSubmit(values)
          onClose()
        }}
      >
        {children}
        <SubmitBar label={submit} danger={danger} pending={form.formState.isSubmitting} onCancel={onClose} />
      </Form>
    </Dialog>
  )
}
