import { type FieldPath, type FieldValues, type UseControllerReturn, useController } from 'react-hook-form'
import type { BoundField } from './text-fields.tsx'

/**
 * A field of a form, and what is wrong with it as soon as it was left or the form was sent: adding a row checks all rows, and
 * one that nobody has filled in yet is not at fault.
 */
export function useField<I extends FieldValues>({
  control,
  name,
}: Pick<BoundField<I>, 'control' | 'name'>): {
  field: UseControllerReturn<I, FieldPath<I>>['field']
  error: string | undefined
} {
  const { field, fieldState, formState } = useController({ control, name })
  const { error, isTouched } = fieldState
  return { field, error: isTouched || formState.isSubmitted ? error?.message : undefined }
}
